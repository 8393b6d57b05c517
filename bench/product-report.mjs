/** A report of coverage of the project of product-definitions.mjs: 10,000 tests, 20 for each entry. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameOf } from './product-definitions.mjs'

const LEVELS = ['asserted', 'asserted', 'seen', 'called', 'none']
const TESTS = 20

const test = (index, level) => ({
  name: `a part of the product > does what it should in case ${index}`,
  file: `test/part_${index % 500}.test.ts`,
  line: 1 + (index % 400),
  level,
  ...(index % 17 === 0 && level === 'asserted' ? { weak: 'it takes any properties' } : {}),
})

function entry(id, index) {
  const level = LEVELS[index % LEVELS.length]
  const tests =
    level === 'none'
      ? []
      : Array.from({ length: TESTS }, (_, at) =>
          test((index * 7 + at * 499) % 10_000, at === 0 ? level : 'called'),
        )
  const asserted = tests.filter((one) => one.level === 'asserted')
  const weak = asserted.length > 0 && asserted.every((one) => one.weak)
  return { id, file: 'config/a.yml', line: 1, metrics: 1, level, weak, tests }
}

/** Writes the report into the folder of the project, and returns its path. */
export function createReport(folder) {
  const events = Array.from({ length: 2500 }, (_, index) => {
    const name = `event_${index}`
    return [
      { kind: 'event', name },
      { kind: 'property', name, property: 'label' },
      { kind: 'property', name, property: 'property' },
      ...(index % 2 ? [{ kind: 'filter', name, property: 'label', value: 'npm' }] : []),
    ]
  }).flat()
  const metrics = Array.from({ length: 3500 }, (_, index) => ({
    kind: 'metric',
    name: `counts.${nameOf(index)}`,
  }))
  const file = join(folder, 'coverage.json')
  const report = {
    version: 1,
    project: 'product',
    runs: [{ runner: 'vitest', tests: 10_000 }],
    undefinedEvents: [],
    entries: [...events, ...metrics].map(entry),
  }
  writeFileSync(file, JSON.stringify(report))
  return file
}
