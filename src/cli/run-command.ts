import { parseArgs } from 'node:util'
import { type ServerOptions, serveCollector } from '../collector/doors/port/index.ts'
import { checkDefinitions } from './check-definitions.ts'
import type { Terminal } from './terminal.ts'
import { USAGE } from './usage.ts'
import { UsageError, usageError } from './usage-error.ts'

const HELP = ['--help', '-h']

/**
 * Runs a command line. Resolves with the exit code, or `undefined` when the command goes on
 * running.
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number | undefined> {
  const [command, ...rest] = args
  if (command === undefined || command === 'help' || args.some((arg) => HELP.includes(arg))) {
    terminal.out(USAGE)
    return 0
  }
  try {
    if (command === 'check') return checkDefinitions(readCheckOptions(rest), terminal)
    if (command !== 'collector') throw usageError(command, 'there is no such command')
    await runCollector(rest, terminal)
    return undefined
  } catch (error) {
    terminal.error(`${(error as Error).message}\n`)
    // 1 means that there are findings.
    return error instanceof UsageError || command === 'check' ? 2 : 1
  }
}

function readCheckOptions(args: readonly string[]): { root?: string | undefined } {
  return read(
    'check',
    () => parseArgs({ args: [...args], options: { root: { type: 'string' } } }).values,
  )
}

/** @throws {UsageError} for what the parser refuses. */
function read<Values>(command: string, parse: () => Values): Values {
  try {
    return parse()
  } catch (cause) {
    throw usageError(command, (cause as Error).message.split('. ')[0] as string)
  }
}

async function runCollector(args: readonly string[], terminal: Terminal): Promise<void> {
  const { url } = await serveCollector(readOptions(args))
  terminal.out(`Collecting at ${url}\nWatch at ${url}/micro/ui\n`)
}

function readOptions(args: readonly string[]): ServerOptions {
  const values = read('collector', () => parse(args))
  const microVersion = readNumber('micro-version', values)
  if (microVersion !== undefined && microVersion !== 3 && microVersion !== 4) {
    throw usageError('collector', `--micro-version is ${microVersion}, which is neither 3 nor 4`)
  }
  return {
    port: readNumber('port', values),
    host: values.host,
    maxEvents: readNumber('max-events', values),
    maxBytes: readNumber('max-bytes', values),
    schemas: values.schemas,
    strict: values.strict,
    lenient: values.lenient,
    microVersion,
  }
}

type Values = ReturnType<typeof parse>

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'max-events': { type: 'string' },
      'max-bytes': { type: 'string' },
      schemas: { type: 'string', multiple: true },
      strict: { type: 'boolean' },
      lenient: { type: 'boolean' },
      'micro-version': { type: 'string' },
    },
  }).values
}

function readNumber(
  name: 'port' | 'max-events' | 'max-bytes' | 'micro-version',
  values: Values,
): number | undefined {
  const text = values[name]
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) {
    throw usageError(
      'collector',
      `--${name} is ${JSON.stringify(text)}, which is not a whole number`,
    )
  }
  return Number(text)
}
