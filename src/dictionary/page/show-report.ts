import type { CoverageData } from './coverage-data.ts'
import { type Child, element } from './element.ts'

/** Says which tests a report is of, and what it has that the definitions do not. */
export function showReport({ runs, gone, undefinedEvents }: CoverageData): Child {
  const { count, names } = gone
  return [
    element('p', { class: 'dim' }, `Tests that passed: ${printRuns(runs)}.`),
    showNames(
      count === 1
        ? 'The report has 1 entry that is not defined any more.'
        : `The report has ${count.toLocaleString('en')} entries that are not defined any more.`,
      names,
      count,
    ),
    showNames(
      undefinedEvents.length === 1
        ? 'Tests tracked 1 event that is not defined.'
        : `Tests tracked ${undefinedEvents.length} events that are not defined.`,
      undefinedEvents,
      undefinedEvents.length,
    ),
  ]
}

/** Shows a sentence with the names that it is about, folded. */
function showNames(sentence: string, names: readonly string[], count: number): Child {
  if (count === 0) return undefined
  const left = count - names.length
  return element(
    'details',
    { class: 'note' },
    element('summary', {}, sentence),
    element(
      'ul',
      {},
      names.map((name) => element('li', { dir: 'auto' }, name)),
      left > 0 ? element('li', {}, `and ${left.toLocaleString('en')} more`) : undefined,
    ),
  )
}

const NAMES = { vitest: 'Vitest', jest: 'Jest', playwright: 'Playwright' } as const

/** Prints the tests of each runner: `1,240 of Vitest in 4 shards, 12 of Playwright`. */
function printRuns(runs: CoverageData['runs']): string {
  const runners = [...new Set(runs.map(({ runner }) => runner))]
  const printed = runners.map((runner) => {
    const own = runs.filter((run) => run.runner === runner)
    const tests = own.reduce((before, run) => before + run.tests, 0)
    const shards = own.filter(({ shard }) => shard).length
    const sharded = shards > 1 ? ` in ${shards} shards` : ''
    return `${tests.toLocaleString('en')} of ${NAMES[runner]}${sharded}`
  })
  return printed.length > 0 ? printed.join(', ') : 'none'
}
