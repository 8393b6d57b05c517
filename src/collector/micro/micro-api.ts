import type { SchemaRegistry } from '../../snowplow/iglu/index.ts'
import { badFilter, FilterError, filterOfQuery, goodFilter, readCount } from './event-filter.ts'
import { eventPage } from './event-page.ts'
import type { EventStore } from './event-store.ts'
import { badEvent, flatEvent, goodEvent } from './micro-event.ts'
import { waitForEntries } from './wait-for-entries.ts'

/** A question to the REST API. */
export interface MicroRequest {
  readonly request: Pick<Request, 'method' | 'signal'>
  /** The parts of the path after the end point. */
  readonly params: readonly string[]
  readonly query: URLSearchParams
  readonly body: string
  readonly namespace: string
}

export interface MicroResponse {
  readonly status: number
  /** Sent as it is if it is a string, otherwise as JSON. */
  readonly body: unknown
}

export interface MicroParts {
  readonly store: EventStore
  readonly registry: SchemaRegistry
  /** The version of Micro whose shapes the answers have. */
  readonly microVersion: 3 | 4
}

/** The name of an end point below `/micro`. */
export type MicroEndPoint = 'all' | 'good' | 'bad' | 'events' | 'reset' | 'iglu' | 'wait'

type EndPoint = (request: MicroRequest, parts: MicroParts) => MicroResponse | Promise<MicroResponse>

const MAX_WAIT = 600_000

/**
 * The end points that Snowplow Micro 1 to 4 has, and those that its users ask for.
 *
 * Source: the REST API of Snowplow Micro.
 */
const END_POINTS: Readonly<Record<MicroEndPoint, EndPoint>> = {
  all: ({ namespace }, { store }) => ({ status: 200, body: store.summary(namespace) }),
  good(request, { store }) {
    const { matches, limit } = goodFilter(readFilter(request))
    const entries = store.read(request.namespace).filter((entry) => entry.kind === 'good')
    return { status: 200, body: entries.filter(matches).slice(0, limit).map(goodEvent) }
  },
  bad(request, { store }) {
    const { matches, limit } = badFilter(readFilter(request))
    const entries = store.read(request.namespace).filter((entry) => entry.kind === 'bad')
    return { status: 200, body: entries.filter(matches).slice(0, limit).map(badEvent) }
  },
  events({ request, body, namespace }, { store }) {
    const entries = store.read(namespace)
    if (request.method !== 'POST') return { status: 200, body: entries.map(flatEvent) }
    return { status: 200, body: eventPage(entries, readJson(body)) }
  },
  reset({ namespace }, { store, microVersion }) {
    store.reset(namespace)
    return { status: 200, body: microVersion === 4 ? 'Reset completed' : store.summary(namespace) }
  },
  iglu({ params: [vendor, name, version] }, { registry }) {
    const schema = registry.find(`iglu:${vendor}/${name}/jsonschema/${version}`)
    return schema
      ? { status: 200, body: schema }
      : { status: 404, body: { error: 'NotFound', schema: `${vendor}/${name} ${version}` } }
  },
  wait,
}

/** Answers a question to an end point, with 400 if it cannot understand the question. */
export async function answerMicro(
  endPoint: MicroEndPoint,
  request: MicroRequest,
  parts: MicroParts,
): Promise<MicroResponse> {
  try {
    return await END_POINTS[endPoint](request, parts)
  } catch (error) {
    const { code, message } = error as FilterError
    if (code === 'INVALID_FILTER') return { status: 400, body: { error: message } }
    throw error
  }
}

function readFilter({ request, query, body }: MicroRequest): unknown {
  return request.method === 'POST' ? readJson(body) : filterOfQuery(query)
}

/** Reads a body as JSON. An empty body asks for everything. */
function readJson(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new FilterError(
      'INVALID_FILTER',
      'Failed to read the body: it is not valid JSON. Send a JSON object, or an empty body.',
    )
  }
}

async function wait(
  { query, namespace, request }: MicroRequest,
  { store }: MicroParts,
): Promise<MicroResponse> {
  const { count: one = 1, timeout: ms = 5000, ...given } = filterOfQuery(query)
  const count = readNumber('count', one, 1, Number.MAX_SAFE_INTEGER)
  const timeout = readNumber('timeout', ms, 0, MAX_WAIT)
  const filter = goodFilter(given)
  const entries = await waitForEntries(store, namespace, filter, count, timeout, request.signal)
  const events = entries.slice(0, filter.limit).map(goodEvent)
  if (entries.length >= count) return { status: 200, body: events }
  const { total, bad } = store.summary(namespace)
  return {
    status: 504,
    body: {
      error: `Failed to wait for ${count} ${count === 1 ? 'event' : 'events'}: after ${timeout} ms, ${entries.length} of ${total} received events match, and ${bad} ${bad === 1 ? 'is' : 'are'} bad. Look at /micro/good and /micro/bad, or wait longer.`,
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
