/**
 * npm run bench [-- name ...] [--json]: runs the benchmarks of this folder, all without names, prints
 * their tables, and writes them into docs/benchmarks.md, between the comments that name them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableOf } from './compare.mjs'

const vitest = (name) => [
  'vitest',
  'run',
  '--config',
  'bench/vitest.config.mjs',
  `bench/${name}.bench.mjs`,
]
const BENCHES = {
  matchers: vitest('matchers'),
  'first-assertions': ['node', 'bench/first-assertions.mjs'],
  growth: ['node', 'bench/growth.mjs'],
  html: vitest('html'),
  collector: vitest('collector'),
  'setup-cost': ['node', 'bench/setup-cost.mjs'],
  'import-cost': ['node', 'bench/import-cost.mjs'],
  'coverage-cost': ['node', 'bench/coverage-cost.mjs'],
  'check-definitions': ['node', 'bench/check-definitions.mjs'],
  dictionary: ['node', 'bench/dictionary.mjs'],
  types: ['node', 'bench/types.mjs'],
  'collector-server': ['node', 'bench/collector-server.mjs'],
  'collector-bounds': ['node', 'bench/collector-bounds.mjs'],
  'unique-counts': ['node', 'bench/unique-counts.mjs'],
  'counter-memory': ['node', '--expose-gc', 'bench/counter-memory.mjs'],
  'client-burst': ['node', '--expose-gc', 'bench/client-burst.mjs'],
  'ai-usage-events': ['node', 'bench/ai-usage-events.mjs'],
}
const PAGE = 'docs/benchmarks.md'

const [json, names] = [
  process.argv.includes('--json'),
  process.argv.slice(2).filter((argument) => argument !== '--json'),
]
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name))
if (unknown !== undefined) {
  console.error(`There is no bench ${unknown}. They are ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}

const report = join(mkdtempSync(join(tmpdir(), 'internal-events-report-')), 'tables.jsonl')
writeFileSync(report, '')
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  const [command, ...args] = BENCHES[name]
  const env = { ...process.env, BENCH: name, BENCH_REPORT: report }
  const { status } = spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(1)
}
const tables = readFileSync(report, 'utf8').split('\n').filter(Boolean).map(JSON.parse)
const machine = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0].model}`,
}
if (json) console.log(JSON.stringify({ ...machine, tables }, undefined, 2))
else for (const { title, rows } of tables) console.log(`### ${title}\n\n${tableOf(rows)}\n`)

const measured = `Measured on ${machine.date} with Node.js ${machine.node} on ${machine.machine}.`
let page = readFileSync(PAGE, 'utf8')
for (const { id, title, rows } of tables) {
  const place = new RegExp(`(?<=<!-- bench: ${id} -->\n).*?(?=<!-- end -->)`, 's')
  page = page.replace(place, () => `\n${title}. ${measured}\n\n${tableOf(rows)}\n\n`)
}
writeFileSync(PAGE, page)
