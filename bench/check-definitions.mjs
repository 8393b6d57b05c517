/**
 * What `internal-events check` takes for 2,500 events and 3,500 metrics without a fault, against a
 * process that finds, reads and parses the same files and does nothing else, and against one that
 * loads them as tests do when nothing is kept. They run in turn.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, printTable } from './compare.mjs'

const RUNS = 11
const root = fileURLToPath(new URL('..', import.meta.url))

const common = `description: One of very many
product_group: package_registry
product_categories:
- package_registry
milestone: '1.0'
introduced_by_url: https://example.com/package-registry/pull/1
tiers:
- free
- premium
`
const event = (index) => `---
internal_events: true
action: event_${index}
identifiers:
- project
- namespace
- user
additional_properties:
  label:
    description: The type
  property:
    description: The source
${common}`
const metric = (index) => `---
key_path: counts.${nameOf(index)}
value_type: number
status: active
time_frame: ${index % 2 ? 'all' : '7d'}
data_source: internal_events
data_category: optional
events:
- name: event_${index % 2500}
  ${index % 2 ? 'filter:\n    label: npm' : 'unique: user.id'}
${common}`
const nameOf = (index) => `metric_${index}${index % 2 ? '' : '_weekly'}`

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

function createProject() {
  const folder = mkdtempSync(join(tmpdir(), 'internal-events-bench-'))
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (let index = 0; index < 2500; index++) write(`config/events/event_${index}.yml`, event(index))
  for (let index = 0; index < 3500; index++) {
    const place = index % 2 ? 'counts_all' : 'counts_7d'
    write(`config/metrics/${place}/${nameOf(index)}.yml`, metric(index))
  }
  write('parse.mjs', PARSE)
  write(
    'load.mjs',
    `import { loadCatalog } from ${JSON.stringify(join(root, 'dist/index.mjs'))}\nloadCatalog()\n`,
  )
  return folder
}

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
