/**
 * Measures what `internal-events check` takes for 2,500 events and 3,500 metrics without a fault,
 * against a process that finds, reads and parses the same files and does nothing else, and against
 * one that loads them as tests do when nothing is kept. They run in turn.
 */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './compare.mjs'
import { createProject } from './product-definitions.mjs'

const RUNS = 11
const root = fileURLToPath(new URL('..', import.meta.url))

const PARSE = `
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
const require = createRequire(${JSON.stringify(join(root, 'package.json'))})
const { loadAll } = require('js-yaml')
const { globSync } = require('tinyglobby')
const globs = ['{,ee/}config/events/*.yml', '{,ee/}config/metrics/**/*.yml']
const files = globSync(globs, { absolute: true })
if (files.length !== 6000) throw new Error(files.length)
for (const file of files) loadAll(readFileSync(file, 'utf8'))
`

/** Makes a process tell what it took of the clock and of the processor, in milliseconds. */
const REPORT = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs'
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeSync(2, JSON.stringify({ clock: performance.now(), processor: (user + system) / 1000 }))
})
`)}`

function time(folder, ...args) {
  const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stderr)
}

const folder = createProject()
writeFileSync(join(folder, 'parse.mjs'), PARSE)
writeFileSync(
  join(folder, 'load.mjs'),
  `import { loadCatalog } from ${JSON.stringify(join(root, 'dist/index.mjs'))}\nloadCatalog()\n`,
)
const programs = {
  'find, read and parse': ['parse.mjs'],
  'load the catalog, as Ruby reads it': ['load.mjs'],
  'internal-events check': [join(root, 'dist/cli.mjs'), 'check'],
}
const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]))
for (let run = 0; run < RUNS; run++) {
  for (const [name, args] of Object.entries(programs)) times[name].push(time(folder, ...args))
}
rmSync(folder, { recursive: true })

const typical = (name, kind) => median(times[name].map((one) => one[kind]))
const [base] = Object.keys(programs)
printTable(
  '`internal-events check`, 2,500 events and 3,500 metrics, processes of their own',
  Object.keys(programs).map((name) => ({
    program: name,
    'time, ms': typical(name, 'clock').toFixed(0),
    'processor, ms': typical(name, 'processor').toFixed(0),
    'processor, of parsing': (typical(name, 'processor') / typical(base, 'processor')).toFixed(2),
  })),
)
