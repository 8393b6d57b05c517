import type { IgluSchema, SchemaRegistry } from '../../snowplow/iglu/index.ts'
import { badFilter, FilterError, filterOfQuery, goodFilter, readCount } from './event-filter.ts'
import { eventPage } from './event-page.ts'
import type { EventStore } from './event-store.ts'
import { badEvent, flatEvent, goodEvent } from './micro-event.ts'
import type { BadEntry, GoodEntry } from './stored-event.ts'
import { waitForEntries } from './wait-for-entries.ts'

/** A question to the REST API. */
export interface MicroRequest {
  readonly method: string
  /** Without the namespace. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  readonly namespace: string
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

export interface MicroResponse {
  readonly status: number
  /** Sent as JSON, or as it is where it is text. */
  readonly body: unknown
}

export interface MicroParts {
  readonly store: EventStore
  readonly registry: SchemaRegistry
  /** Whose shapes the answers have, where versions of Micro differ. */
  readonly microVersion: 3 | 4
}

const PATHS = ['all', 'good', 'bad', 'events', 'reset', 'iglu', 'wait', 'ui']
const IGLU = /^\/micro\/iglu\/([^/]+)\/([^/]+)\/jsonschema\/(\d+-\d+-\d+)$/
const MAX_WAIT = 600_000

/**
 * Answers as Snowplow Micro does, and what its users ask for besides: more filters, and
 * `GET /micro/wait`.
 *
 * Source: the REST API of Snowplow Micro 1 to 4.
 */
export async function answerMicro(
  request: MicroRequest,
  parts: MicroParts,
): Promise<MicroResponse> {
  if (!['GET', 'POST', 'HEAD'].includes(request.method)) {
    return { status: 405, body: 'Use GET or POST.' }
  }
  try {
    return await route(request, parts)
  } catch (error) {
    if (error instanceof FilterError) return { status: 400, body: { error: error.message } }
    throw error
  }
}

async function route(request: MicroRequest, parts: MicroParts): Promise<MicroResponse> {
  const { path, namespace } = request
  const { store } = parts
  switch (path) {
    case '/micro/all':
      return { status: 200, body: store.summary(namespace) }
    case '/micro/good': {
      const { matches, limit } = goodFilter(readFilter(request))
      const entries = goodEntries(store, namespace).filter(matches)
      return { status: 200, body: entries.slice(0, limit).map(goodEvent) }
    }
    case '/micro/bad': {
      const { matches, limit } = badFilter(readFilter(request))
      const entries = badEntries(store, namespace).filter(matches)
      return { status: 200, body: entries.slice(0, limit).map(badEvent) }
    }
    case '/micro/events': {
      const entries = store.read(namespace)
      if (request.method !== 'POST') return { status: 200, body: entries.map(flatEvent) }
      return { status: 200, body: eventPage(entries, readJson(request.body)) }
    }
    case '/micro/reset':
      store.reset(namespace)
      return {
        status: 200,
        body: parts.microVersion === 4 ? 'Reset completed' : store.summary(namespace),
      }
    case '/micro/wait':
      return wait(request, store)
    default:
      return iglu(path, parts.registry)
  }
}

function readFilter({ method, query, body }: MicroRequest): unknown {
  return method === 'POST' ? readJson(body) : filterOfQuery(query)
}

/** No body asks for everything. */
function readJson(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new FilterError(
      'INVALID_FILTER',
      'Failed to read the body: it is no JSON. Send an object, or nothing.',
    )
  }
}

async function wait(request: MicroRequest, store: EventStore): Promise<MicroResponse> {
  const { query, namespace, signal } = request
  const { count: one = 1, timeout: ms = 5000, ...given } = filterOfQuery(query)
  const count = readNumber('count', one, 1, Number.MAX_SAFE_INTEGER)
  const timeout = readNumber('timeout', ms, 0, MAX_WAIT)
  const filter = goodFilter(given)
  const entries = await waitForEntries(store, namespace, filter, count, timeout, signal)
  const events = entries.slice(0, filter.limit).map(goodEvent)
  if (entries.length >= count) return { status: 200, body: events }
  const { total, bad } = store.summary(namespace)
  return {
    status: 504,
    body: {
      error: `Failed to wait for ${count} ${count === 1 ? 'event' : 'events'}: after ${timeout} ms ${entries.length} of the ${total} received match, and ${bad} are bad. Look at /micro/good and /micro/bad, or wait longer.`,
      events,
    },
  }
}

function readNumber(key: string, given: unknown, min: number, max: number): number {
  const value = typeof given === 'string' ? readCount(given) : given
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw new FilterError(
    'INVALID_FILTER',
    `Failed to wait for events: ${key} is ${JSON.stringify(value)}. Send a whole number from ${min} to ${max}.`,
  )
}

function iglu(path: string, registry: SchemaRegistry): MicroResponse {
  const [, vendor, name, version] = IGLU.exec(path) ?? []
  if (vendor === undefined) {
    if (path.startsWith('/micro/iglu/')) {
      return { status: 404, body: 'Schemas are at /micro/iglu/{vendor}/{name}/jsonschema/{m-r-a}.' }
    }
    return { status: 404, body: `Supported: ${PATHS.map((one) => `/micro/${one}`).join(', ')}` }
  }
  const schema: IgluSchema | undefined = registry.find(
    `iglu:${vendor}/${name}/jsonschema/${version}`,
  )
  return schema
    ? { status: 200, body: schema }
    : { status: 404, body: { error: 'NotFound', schema: `${vendor}/${name} ${version}` } }
}

function goodEntries(store: EventStore, namespace: string): GoodEntry[] {
  return store.read(namespace).filter((entry) => entry.kind === 'good')
}

function badEntries(store: EventStore, namespace: string): BadEntry[] {
  return store.read(namespace).filter((entry) => entry.kind === 'bad')
}
