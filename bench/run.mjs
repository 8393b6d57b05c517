/** npm run bench: runs every benchmark of this folder and prints one report. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'

const report = join(mkdtempSync(join(tmpdir(), 'internal-events-report-')), 'report.md')
const env = { ...process.env, BENCH_REPORT: report }
const commands = [
  ['vitest', 'run', '--config', 'bench/vitest.config.mjs'],
  ['node', 'bench/setup-cost.mjs'],
  ['node', 'bench/check-definitions.mjs'],
  ['node', 'bench/dictionary.mjs'],
  ['node', 'bench/types.mjs'],
  ['node', 'bench/collector-server.mjs'],
  ['node', 'bench/collector-bounds.mjs'],
  ['node', 'bench/unique-counts.mjs'],
  ['node', '--expose-gc', 'bench/counter-memory.mjs'],
  ['node', '--expose-gc', 'bench/client-burst.mjs'],
  ['node', 'bench/ai-usage-events.mjs'],
]
for (const [command, ...args] of commands) {
  const { status } = spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(1)
}
console.log(`Node.js ${process.version}, ${cpus().length} × ${cpus()[0].model}\n`)
console.log(readFileSync(report, 'utf8'))
