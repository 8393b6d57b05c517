import { type ServerOptions, serveCollector } from '../collector/doors/port/index.ts'
import { type Entry, printEvent, printLine } from '../collector/index.ts'
import { EntryPrinter } from './entry-printer.ts'
import { readOptions as readGiven, type Values } from './read-arguments.ts'
import { tellFaults } from './tell-faults.ts'
import type { Terminal } from './terminal.ts'
import { usageError } from './usage-error.ts'

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allowed-hosts': { type: 'string', multiple: true },
  'max-events': { type: 'string' },
  'max-store-bytes': { type: 'string' },
  'max-bytes': { type: 'string' },
  schemas: { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  lenient: { type: 'boolean' },
  'micro-version': { type: 'string' },
  'no-storage': { type: 'boolean' },
  'output-json': { type: 'boolean' },
  'output-tsv': { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const

type Given = Values<typeof OPTIONS>

/** A collector that runs until it is closed. */
export interface RunningCollector {
  close(): Promise<void>
}

/** Starts a collector, says where it is, and prints what it receives. */
export async function runCollector(
  args: readonly string[],
  terminal: Terminal,
): Promise<RunningCollector> {
  const values = readGiven('collector', args, OPTIONS)
  const print = printerOf(values, terminal)
  const printer = print && new EntryPrinter(print)
  // A collector that nobody listens to need not decode what it takes.
  const listener = printer && { added: (entry: Entry) => printer.add(entry) }
  const server = await serveCollector(readOptions(values), undefined, listener)
  const { url } = server
  // Events that are data for another program have nothing else among them.
  const say = readFormat(values) ? terminal.error : terminal.out
  const watch = values['no-storage'] ? '' : `Watch at ${url}/micro/ui\n`
  say(`Collecting at ${url}\n${watch}`)
  tellFaults(terminal)
  return {
    async close() {
      await server.close()
      await printer?.finish()
    },
  }
}

/** Makes the function that prints an entry: as data, or as a line for people who look at it, if there are any. */
function printerOf(values: Given, terminal: Terminal): ((entry: Entry) => void) | undefined {
  const format = readFormat(values)
  if (format) {
    return (entry) => {
      const text = printEvent(entry, format)
      if (text !== undefined) terminal.out(`${text}\n`)
    }
  }
  if (!terminal.isInteractive || values.quiet) return undefined
  return (entry) => terminal.out(`${printLine(entry)}\n`)
}

function readFormat(values: Given): 'json' | 'tsv' | undefined {
  const { 'output-json': json, 'output-tsv': tsv } = values
  if (json && tsv) throw usageError('collector', 'there are both --output-json and --output-tsv')
  return json ? 'json' : tsv ? 'tsv' : undefined
}

function readOptions(values: Given): ServerOptions {
  const microVersion = readNumber('micro-version', values)
  if (microVersion !== undefined && microVersion !== 3 && microVersion !== 4) {
    throw usageError('collector', `--micro-version is ${microVersion}, which is neither 3 nor 4`)
  }
  return {
    port: readNumber('port', values),
    host: values.host,
    allowedHosts: values['allowed-hosts']?.flatMap((names) => names.split(',')),
    maxEvents: readNumber('max-events', values),
    maxStoreBytes: readNumber('max-store-bytes', values),
    maxBytes: readNumber('max-bytes', values),
    schemas: values.schemas,
    strict: values.strict,
    lenient: values.lenient,
    storage: !values['no-storage'],
    microVersion,
  }
}

function readNumber(
  name: 'port' | 'max-events' | 'max-store-bytes' | 'max-bytes' | 'micro-version',
  values: Given,
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
