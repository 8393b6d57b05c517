/**
 * Measures what setting up costs a test file, with a catalog of 2,500 events and 3,500 metrics: the
 * CPU that a worker has used at the end of the file, more than with an empty set-up file.
 * `setup-cost.mjs 1000` runs 1,000 files once, which takes some minutes.
 */
import { median, printTable } from './compare.mjs'
import { createRuns, NOTHING, ONE_EVENT } from './run-files.mjs'

const RUNS = 3

const SET_UPS = {
  none: {},
  'set-up file': { setupFiles: ['internal-events-testing/vitest'] },
  plugin: { plugins: true },
}

const { run, forget, remove } = createRuns()

/** Runs each set-up in turn, so that what else the machine does falls on all of them alike. */
function row(label, files, source, { cold = false, runs = RUNS } = {}) {
  const results = { none: [], 'set-up file': [], plugin: [] }
  for (let index = 0; index < runs; index++) {
    for (const setUp of Object.keys(SET_UPS)) {
      if (cold) forget()
      results[setUp].push(run(setUp === 'none' ? NOTHING : source, files, SET_UPS[setUp]))
    }
  }
  const of = (setUp, part) => median(results[setUp].map((result) => result[part]))
  const more = (setUp) => (of(setUp, 'worker') - of('none', 'worker')).toFixed(0)
  const seconds = (setUp) => (of(setUp, 'whole') / 1000).toFixed(1)
  return {
    'test files': `${files}, ${label}`,
    'no set-up, a worker': `${of('none', 'worker').toFixed(0)} ms`,
    'set-up file, more': `${more('set-up file')} ms`,
    'plugin, more': `${more('plugin')} ms`,
    'whole run: none / set-up file / plugin': `${seconds('none')} / ${seconds('set-up file')} / ${seconds('plugin')} s`,
  }
}

run(ONE_EVENT, 1, SET_UPS['set-up file'])
const rows = process.argv.includes('1000')
  ? [row('that track one event, warm', 1000, ONE_EVENT, { runs: 1 })]
  : [
      row('that track nothing', 100, NOTHING),
      row('that track one event, cold', 100, ONE_EVENT, { cold: true }),
      row('that track one event, warm', 100, ONE_EVENT),
    ]
remove()
printTable('Setting up: CPU, with a catalog of 2,500 events and 3,500 metrics', rows)
