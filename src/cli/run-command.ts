import { misspeltName, VERSION } from '../foundation/index.ts'
import { CHECK_USAGE } from './check-usage.ts'
import { COLLECTOR_USAGE } from './collector-usage.ts'
import { COVERAGE_USAGE } from './coverage/coverage-usage.ts'
import { DEFINE_USAGE } from './define/define-usage.ts'
import { DICTIONARY_USAGE } from './dictionary-usage.ts'
import { JOURNEYS_USAGE } from './journeys-usage.ts'
import { MONITOR_USAGE } from './monitor/monitor-usage.ts'
import { runCheck } from './run-check.ts'
import type { RunningCollector } from './run-collector.ts'
import { runTypes } from './run-types.ts'
import type { Terminal } from './terminal.ts'
import { TYPES_USAGE } from './types-usage.ts'
import { USAGE } from './usage.ts'
import { UsageError, usageError } from './usage-error.ts'

type Command = (
  args: readonly string[],
  terminal: Terminal,
) => number | Promise<number | RunningCollector>

// Somebody who runs one command does not wait for the server or the menus of another to load.
const COMMANDS = new Map<string, Command>([
  ['check', runCheck],
  ['collector', async (...given) => (await import('./run-collector.ts')).runCollector(...given)],
  [
    'coverage',
    async (...given) => (await import('./coverage/run-coverage.ts')).runCoverage(...given),
  ],
  ['define', async (...given) => (await import('./define/run-define.ts')).runDefine(...given)],
  ['dictionary', async (...given) => (await import('./run-dictionary.ts')).runDictionary(...given)],
  ['journeys', async (...given) => (await import('./run-journeys.ts')).runJourneys(...given)],
  ['monitor', async (...given) => (await import('./monitor/run-monitor.ts')).runMonitor(...given)],
  ['types', runTypes],
])
const USAGES = new Map([
  ['check', CHECK_USAGE],
  ['collector', COLLECTOR_USAGE],
  ['coverage', COVERAGE_USAGE],
  ['define', DEFINE_USAGE],
  ['dictionary', DICTIONARY_USAGE],
  ['journeys', JOURNEYS_USAGE],
  ['monitor', MONITOR_USAGE],
  ['types', TYPES_USAGE],
])
const HELP = ['--help', '-h']
const ASK_VERSION = ['--version', '-v']

/** Runs a command line. Resolves with the exit code, or with the collector that goes on running. */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number | RunningCollector> {
  const [command, ...rest] = args
  if (command === undefined || command === 'help' || args.some((arg) => HELP.includes(arg))) {
    terminal.out(USAGES.get(command ?? '') ?? USAGE)
    return 0
  }
  if (args.some((arg) => ASK_VERSION.includes(arg))) {
    terminal.out(`${VERSION}\n`)
    return 0
  }
  try {
    refuseLostFolder(command)
    const run = COMMANDS.get(command)
    if (!run) throw unknownCommand(command)
    return await run(rest, terminal)
  } catch (error) {
    terminal.error(`${(error as Error).message}\n`)
    // 1 means that there are findings, or that the collector did not start.
    return error instanceof UsageError || command !== 'collector' ? 2 : 1
  }
}

/** @throws {UsageError} where the working directory is removed, from which all paths start. */
function refuseLostFolder(command: string): void {
  try {
    process.cwd()
  } catch {
    const cause = 'the working directory does not exist any more'
    throw usageError(command, cause, 'Change to another folder.')
  }
}

function unknownCommand(command: string): UsageError {
  const meant = misspeltName(command, COMMANDS.keys())
  const remedy = meant ? `Did you mean ${meant}?` : 'Run internal-events --help.'
  return usageError(command, 'there is no such command', remedy)
}
