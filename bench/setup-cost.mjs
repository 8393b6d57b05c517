/**
 * What setting up costs a test file, with a catalog of 2,500 events and 3,500 metrics: the CPU that a
 * worker has used at the end of the file, more than with an empty set-up file. `setup-cost.mjs 1000`
 * adds runs of 1,000 files, which take some minutes.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './compare.mjs'
import { createProject } from './product-definitions.mjs'

const RUNS = 3
const root = fileURLToPath(new URL('..', import.meta.url))
const own = 'node_modules/internal-events-testing'

const NOTHING = `import { expect, test } from 'vitest'\ntest('x', () => expect(1).toBe(1))\n`
const ONE_EVENT = `import { expect, test } from 'vitest'
import { trackInternalEvent } from 'internal-events-testing'
test('x', () => {
  expect(() => trackInternalEvent('event_7', { user: { id: 1 } })).toTriggerInternalEvents('event_7')
})\n`

/** Notes the CPU of its process: a worker's at the end of its file, Vitest's own when it ends. */
const NOTES = `import { appendFileSync } from 'node:fs'
export const note = (who) => {
  const { user, system } = process.cpuUsage()
  appendFileSync('cpu.txt', who + ' ' + (user + system) / 1000 + '\\n')
}\n`
const NOTE_WORKER = `import { afterAll } from 'vitest'\nimport { note } from './note.mjs'\nafterAll(() => note('worker'))\n`

const SET_UPS = {
  none: '',
  'set-up file': `setupFiles: ['internal-events-testing/vitest', './note-worker.mjs']`,
  plugin: '',
}

/** Makes the definitions a project that has the package. */
function createPackage() {
  const folder = createProject()
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('note.mjs', NOTES)
  write('note-worker.mjs', NOTE_WORKER)
  write('package.json', '{ "type": "module" }')
  // Copied, as npm installs it: Vitest evaluates itself what is linked from elsewhere.
  for (const part of ['dist', 'package.json']) {
    cpSync(join(root, part), join(folder, own, part), { recursive: true })
  }
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name.startsWith('internal-events')) continue
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  return { folder, write }
}

const { folder, write } = createPackage()
const cache = join(folder, 'node_modules/.cache')

/** Runs test files, and returns the CPU of a worker (the median) and of the whole run, in ms. */
function run(source, files, setUp) {
  rmSync(join(folder, 'test'), { recursive: true, force: true })
  rmSync(join(folder, 'cpu.txt'), { force: true })
  for (let index = 0; index < files; index++) write(`test/${index}.test.mjs`, source)
  const setupFiles = SET_UPS[setUp] || `setupFiles: ['./note-worker.mjs']`
  write(
    'vitest.config.mjs',
    `import { internalEvents } from 'internal-events-testing/plugin'
import { note } from './note.mjs'
process.on('exit', () => note('main'))
export default { ${setUp === 'plugin' ? 'plugins: [internalEvents()], ' : ''}test: { include: ['test/*.test.mjs'], ${setupFiles} } }\n`,
  )
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  execFileSync(process.execPath, [vitest, 'run', '--root', folder], { stdio: 'pipe', cwd: folder })
  const notes = readFileSync(join(folder, 'cpu.txt'), 'utf8').trim().split('\n')
  const of = (who) =>
    notes.filter((line) => line.startsWith(who)).map((line) => +line.split(' ')[1])
  const workers = of('worker')
  const sum = [...workers, ...of('main')].reduce((total, cpu) => total + cpu, 0)
  return { worker: median(workers), whole: sum }
}

/** Runs each set-up in turn, so that what else the machine does falls on all of them alike. */
function row(label, files, source, { cold = false, runs = RUNS } = {}) {
  const results = { none: [], 'set-up file': [], plugin: [] }
  for (let index = 0; index < runs; index++) {
    for (const setUp of Object.keys(SET_UPS)) {
      if (cold) rmSync(cache, { recursive: true, force: true })
      results[setUp].push(run(setUp === 'none' ? NOTHING : source, files, setUp))
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

run(ONE_EVENT, 1, 'set-up file')
const rows = [
  row('that track nothing', 100, NOTHING),
  row('that track one event, cold', 100, ONE_EVENT, { cold: true }),
  row('that track one event, warm', 100, ONE_EVENT),
]
if (process.argv.includes('1000')) {
  rows.push(row('that track one event, warm', 1000, ONE_EVENT, { runs: 1 }))
}
rmSync(folder, { recursive: true })
printTable('Setting up: CPU, with a catalog of 2,500 events and 3,500 metrics', rows)
