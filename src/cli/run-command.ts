import { misspeltName, VERSION } from '../foundation/index.ts'
import { runCheck } from './run-check.ts'
import type { RunningCollector } from './run-collector.ts'
import { runTypes } from './run-types.ts'
import type { Terminal } from './terminal.ts'
import { USAGE } from './usage.ts'
import { UsageError, usageError } from './usage-error.ts'

const COMMANDS = ['check', 'collector', 'types']
const HELP = ['--help', '-h']
const ASK_VERSION = ['--version', '-v']

/** Runs a command line. Resolves with the exit code, or with the collector that goes on running. */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number | RunningCollector> {
  const [command, ...rest] = args
  const asksForHelp = args.some((arg) => HELP.includes(arg))
  if (command === undefined || command === 'help' || (asksForHelp && command !== 'check')) {
    terminal.out(USAGE)
    return 0
  }
  if (args.some((arg) => ASK_VERSION.includes(arg))) {
    terminal.out(`${VERSION}\n`)
    return 0
  }
  try {
    if (command === 'check') return runCheck(rest, terminal)
    if (command === 'types') return runTypes(rest, terminal)
    if (command !== 'collector') throw unknownCommand(command)
    // Who checks definitions does not wait for a server to load.
    const { runCollector } = await import('./run-collector.ts')
    return await runCollector(rest, terminal)
  } catch (error) {
    terminal.error(`${(error as Error).message}\n`)
    // 1 means that there are findings.
    return error instanceof UsageError || command !== 'collector' ? 2 : 1
  }
}

function unknownCommand(command: string): UsageError {
  const meant = misspeltName(command, COMMANDS)
  return usageError(command, 'there is no such command', meant && `Did you mean ${meant}?`)
}
