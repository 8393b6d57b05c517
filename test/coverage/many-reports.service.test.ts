import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { type Project, readProject } from '../../src/checks/index.ts'
import {
  type CoverageReport,
  type CoveredRun,
  createReport,
  mergeCoverage,
  mergeReports,
  type TestOfRun,
  writeReport,
} from '../../src/coverage/index.ts'
import { type EntryId, LEVELS, type Level, type Mark } from '../../src/fakes/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { event, filter, metric, property } from './shop.ts'

const EVENTS = 2500
const METRICS = 3500
const GROUPS = 25

/** The files of a product's definitions: half of the metrics filter by the label of their event. */
function definitions(): Record<string, string> {
  const files: Record<string, string> = {}
  for (let index = 0; index < EVENTS; index++) {
    files[`config/events/event_${index}.yml`] =
      `action: event_${index}\ninternal_events: true\nproduct_group: group_${index % GROUPS}\nadditional_properties:\n  label: {}\n`
  }
  for (let index = 0; index < METRICS; index++) {
    const rule = `- name: event_${index % EVENTS}\n${index % 2 ? '  filter: { label: npm }\n' : ''}`
    files[`config/metrics/metric_${index}.yml`] =
      `key_path: counts.metric_${index}\ndata_source: internal_events\ntime_frame: all\nproduct_group: group_${index % GROUPS}\nevents:\n${rule}`
  }
  return files
}

/** All entries, by the numbers of their definitions. */
const ENTRIES: readonly EntryId[] = [
  ...Array.from({ length: EVENTS }, (_, index) => event(`event_${index}`)),
  ...Array.from({ length: EVENTS }, (_, index) => property(`event_${index}`, 'label')),
  ...Array.from({ length: EVENTS }, (_, index) => index)
    .filter((index) => index % 2)
    .map((index) => filter(`event_${index}`, 'label', 'npm')),
  ...Array.from({ length: METRICS }, (_, index) => metric(`counts.metric_${index}`)),
]

const RUNS: readonly CoveredRun[] = [
  ...(['vitest', 'jest'] as const).flatMap((runner) =>
    [1, 2, 3, 4].map((index) => ({ runner, tests: 50, shard: { index, count: 4 } })),
  ),
  { runner: 'playwright', tests: 50 },
]

/** The way in which a run touches an entry: a fixed choice, so that all that is known follows from it. */
interface Touch {
  readonly level: Level
  readonly weak: boolean
  readonly file: string
  readonly line: number
}

/** Draws numbers below `limit` that are the same in every run of the test. */
function drawing(seed: number) {
  let state = seed
  return (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

const draw = drawing(7)

/** For each entry, what each run does with it: about a third of the runs do something. */
const TOUCHES: readonly (readonly (Touch | undefined)[])[] = ENTRIES.map(() => {
  const isTouched = draw(10) > 0
  return RUNS.map(() => {
    if (!isTouched || draw(6) > 0) return undefined
    const level = LEVELS[draw(LEVELS.length)] as Level
    return {
      level,
      weak: level === 'asserted' && draw(3) === 0,
      file: `test/${draw(5)}.test.ts`,
      line: 1 + draw(4),
    }
  })
})

/** Returns the tests of a run: one for each file, each with what it does. */
function testsOf(run: number, root: string): TestOfRun[] {
  const marks = new Map<string, Mark[]>()
  for (const [index, entry] of ENTRIES.entries()) {
    const touch = TOUCHES[index]?.[run]
    if (!touch) continue
    const { level, weak, file, line } = touch
    const ofFile = marks.get(file) ?? []
    marks.set(file, ofFile)
    ofFile.push({
      entry,
      level,
      at: `${join(root, file)}:${line}:5`,
      ...(weak ? { weak: 'any value does' } : {}),
    })
    // A test tracks what it asserts.
    if (level !== 'called') ofFile.push({ entry, level: 'called' })
  }
  return [...marks].map(([file, own]) => ({
    name: `tests of ${file}`,
    file,
    passed: true,
    evidence: { marks: own },
  }))
}

/** Computes what is known of an entry, without the code that is tested. */
function known(index: number) {
  const touches = (TOUCHES[index] ?? []).flatMap((touch) => touch ?? [])
  const strength = ({ level, weak }: Touch) => LEVELS.indexOf(level) * 2 + (weak ? 0 : 1)
  const places: Record<string, Touch> = {}
  for (const touch of touches) {
    const place = `${touch.file}:${touch.line}`
    const other = places[place]
    if (!other || strength(touch) > strength(other)) places[place] = touch
  }
  const best = touches.map(strength).sort((one, other) => other - one)[0]
  return {
    level: best === undefined ? 'none' : LEVELS[Math.floor(best / 2)],
    weak: best === LEVELS.indexOf('asserted') * 2,
    places: Object.entries(places)
      .map(([place, { level, weak }]) => `${place} ${level}${weak ? ' weak' : ''}`)
      .sort(),
  }
}

let project: Project
let reports: readonly CoverageReport[]

// Thousands of files, on whatever machine.
vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 })

beforeAll(() => {
  const { root, remove } = temporaryProject(definitions())
  project = readProject(root)
  reports = RUNS.map((run, index) => createReport({ project, run, tests: testsOf(index, root) }))
  return remove
})

test('every entry of nine reports has what is known of it', () => {
  const files = reports.map((report, index) => {
    const file = join(project.root, `reports/${index}.json`)
    writeReport(file, report)
    return file
  })
  const { report, differing } = mergeCoverage(project, files)
  expect(differing).toEqual([])
  expect(report.runs).toHaveLength(9)
  expect(report.entries).toHaveLength(ENTRIES.length)
  const merged = new Map(report.entries.map((entry) => [JSON.stringify(entry.id), entry]))
  const found = ENTRIES.map((id) => {
    const { level, weak, tests = [] } = merged.get(JSON.stringify(id)) ?? {}
    const places = tests.map(
      (one) => `${one.file}:${one.line} ${one.level}${one.weak === undefined ? '' : ' weak'}`,
    )
    return { id, level, weak, places: places.sort() }
  })
  expect(found).toEqual(ENTRIES.map((id, index) => ({ id, ...known(index) })))
  // The choice has all that may happen.
  expect(new Set(found.map(({ level, weak }) => `${level} ${weak}`))).toEqual(
    new Set(['none false', 'called false', 'seen false', 'asserted false', 'asserted true']),
  )
})

test('the order of merging, and merging in steps, change nothing', () => {
  const all = mergeReports(reports)
  expect(mergeReports([...reports].reverse())).toEqual(all)
  const [shards, others] = [reports.slice(0, 4), reports.slice(4)]
  expect(mergeReports([mergeReports(others), mergeReports(shards)])).toEqual(all)
  expect(mergeReports([all]).entries).toEqual(all.entries)
  expect(mergeReports([all, all]).entries).toEqual(all.entries)
})

test('a report that lost one of its tests is not the one that is known', () => {
  const [first, ...rest] = reports as [CoverageReport, ...CoverageReport[]]
  const without = { ...first, entries: first.entries.map((entry) => ({ ...entry, tests: [] })) }
  expect(mergeReports([without, ...rest])).not.toEqual(mergeReports(reports))
})

test('a shard that is missing among many is named', () => {
  const file = join(project.root, 'one.json')
  writeFileSync(file, JSON.stringify(reports[5]))
  expect(() => mergeCoverage(project, [file])).toThrow(
    'Failed to merge the 4 shards of jest: no report is of shard 1, 3, 4. ',
  )
})
