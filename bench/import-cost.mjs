/**
 * What importing the package takes: the CPU, user and system, of a process of Node.js that does
 * nothing else. Alternatives take turns.
 */
import { execFileSync } from 'node:child_process'
import { median, printTable } from './compare.mjs'

const ROUNDS = 31

const WAYS = {
  nothing: '',
  'node:http, for comparison': "await import('node:http')",
  'internal-events-testing': "await import('internal-events-testing')",
  'internal-events-client': "await import('internal-events-client')",
}
const END =
  ';const { user, system } = process.cpuUsage(); process.stdout.write(String(user + system))'

const times = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]))
for (let round = -1; round < ROUNDS; round++) {
  for (const [way, source] of Object.entries(WAYS)) {
    const args = ['--input-type=module', '-e', source + END]
    const time = Number(execFileSync(process.execPath, args, { encoding: 'utf8' })) / 1000
    // The first round fills the cache of the disk.
    if (round >= 0) times[way].push(time)
  }
}
const [nothing] = Object.values(times).map(median)
printTable(
  `Importing a package: CPU of a process, ${ROUNDS} each`,
  Object.entries(times).map(([what, all]) => ({
    imported: what,
    'ms CPU, median': median(all).toFixed(1),
    min: Math.min(...all).toFixed(1),
    max: Math.max(...all).toFixed(1),
    'more than nothing': (median(all) - nothing).toFixed(1),
  })),
)
