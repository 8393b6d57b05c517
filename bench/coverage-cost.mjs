/**
 * Measures what the reporter of coverage costs a run, with a catalog of 2,500 events and 3,500
 * metrics: the CPU of all processes, workers included, more than with Vitest's own reporter alone.
 */
import { median, printTable } from './compare.mjs'
import { createRuns, ONE_EVENT } from './run-files.mjs'

const RUNS = 5
const files = Number(process.argv[2] ?? 100)

const WAYS = {
  without: { plugins: true },
  with: { plugins: true, reporters: ['default', 'internal-events-testing/reporter'] },
}

const { run, remove } = createRuns()
run(ONE_EVENT, 1, WAYS.with)
const results = { without: [], with: [] }
for (let index = 0; index < RUNS; index++) {
  for (const way of Object.keys(WAYS)) results[way].push(run(ONE_EVENT, files, WAYS[way]).whole)
}
remove()
const [without, more] = [median(results.without), median(results.with) - median(results.without)]
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
const spread = (all) => `${seconds(Math.min(...all))} to ${seconds(Math.max(...all))}`
printTable('Coverage: CPU of a run, with a catalog of 2,500 events and 3,500 metrics', [
  {
    'test files': files,
    'without the reporter': `${seconds(without)} (${spread(results.without)})`,
    'the reporter, more': `${seconds(more)}, ${((100 * more) / without).toFixed(1)} %`,
    'of 1,000 such files': `${((100 * more) / (without * (1000 / files))).toFixed(1)} %`,
  },
])
