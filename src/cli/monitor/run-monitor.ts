import { type CollectorServer, serveCollector } from '../../collector/doors/port/index.ts'
import { type Catalog, findRoot, loadCatalog } from '../../definitions/index.ts'
import { setCatalog } from '../../fakes/index.ts'
import {
  CollectorReader,
  MetricTally,
  Monitor,
  MonitorError,
  NOTHING_LISTENS,
  watchList,
} from '../../monitor/index.ts'
import { readArguments } from '../read-arguments.ts'
import type { RunningCollector } from '../run-collector.ts'
import type { Terminal } from '../terminal.ts'
import { usageError } from '../usage-error.ts'
import { showLines } from './show-lines.ts'
import { showScreen } from './show-screen.ts'

const ANOTHER = 'Name another one: --collector <url>.'
const OPTIONS = {
  collector: { type: 'string' },
  root: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** The port of Snowplow Micro. */
const DEFAULT_COLLECTOR = 'http://127.0.0.1:9090'

/**
 * Shows events as a collector receives them, and the metrics that they move: on a whole terminal
 * until a key ends it, elsewhere line by line until it is closed.
 */
export async function runMonitor(
  args: readonly string[],
  terminal: Terminal,
): Promise<number | RunningCollector> {
  const { values, positionals: asked } = readArguments('monitor', args, OPTIONS)
  if (asked.includes('')) {
    throw usageError('monitor', 'a name is empty', 'Leave it out to watch everything.')
  }
  const collector = readUrl(values.collector ?? DEFAULT_COLLECTOR)
  const { catalog, faults } = readDefinitions(values.root)
  const watched = watchList(catalog, asked)
  const url = collector.href.replace(/\/+$/, '')
  const reader = new CollectorReader(url)
  const begin = (signal: AbortSignal) => startUnlessThere(collector, reader, signal)
  const monitored = {
    monitor: new Monitor(watched, new MetricTally(catalog)),
    ...{ url, asked, faults },
  }
  const streams = values.json || process.env['TERM'] === 'dumb' ? undefined : terminal.prompts
  if (streams) return showScreen(monitored, reader, streams, begin)
  const own = await begin(new AbortController().signal)
  const lines = showLines(monitored, reader, terminal, {
    json: values.json === true,
    isOwn: own !== undefined,
  })
  const close = async () => {
    await lines.close()
    await own?.close()
  }
  // Its events are for nobody any more.
  terminal.outClosed?.then(close)
  return { close }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return url
  const cause = `--collector is ${JSON.stringify(text)}, which is not the URL of a collector`
  throw usageError('monitor', cause, `Give one such as ${DEFAULT_COLLECTOR}.`)
}

/** Loads the definitions, with a remark on files that have faults. */
function readDefinitions(root: string = findRoot(process.cwd())): {
  readonly catalog: Catalog
  readonly faults: readonly string[]
} {
  const catalog = loadCatalog({ root })
  setCatalog(catalog)
  const { size } = catalog.badFiles
  const files = size === 1 ? '1 file of definitions has' : `${size} files of definitions have`
  return {
    catalog,
    faults: size === 0 ? [] : [`${files} faults: run internal-events check`],
  }
}

/**
 * Starts a collector at an address of this machine where nothing listens. One that is slow, or cuts
 * its answer, is waited for.
 *
 * @throws {MonitorError} `NOT_A_COLLECTOR`
 */
async function startUnlessThere(
  { protocol, hostname, port, href }: URL,
  reader: CollectorReader,
  signal: AbortSignal,
): Promise<CollectorServer | undefined> {
  try {
    await reader.check(signal)
    return undefined
  } catch (error) {
    if (!(error instanceof MonitorError) || error.code !== 'UNREACHABLE_COLLECTOR') throw error
    if (error.reason !== NOTHING_LISTENS) return undefined
  }
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  if (protocol !== 'http:' || !isHere) return undefined
  const host = hostname.replace(/^\[|\]$/g, '')
  return serveCollector({ host, port: Number(port || 80) }).catch((cause) => {
    const reason = `nothing answers there, and no collector can be started there (${reasonOf(cause)})`
    throw new MonitorError('UNREACHABLE_COLLECTOR', href.replace(/\/+$/, ''), reason, ANOTHER, {
      cause,
    })
  })
}

/** Returns why a collector could not be started; its message is for who starts one by itself. */
function reasonOf({ message, cause }: Error): string {
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? message
}
