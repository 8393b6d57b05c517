import { isMapping } from '../../foundation/index.ts'
import type { SchemaRegistry } from '../../snowplow/iglu/index.ts'
import { columnNames, columnStats, timeline } from './column-overview.ts'
import {
  badFilter,
  FilterError,
  filterOfQuery,
  goodFilter,
  knownFilters,
  readCount,
} from './event-filter.ts'
import { eventPage } from './event-page.ts'
import type { EventStore } from './event-store.ts'
import { flatEvent, isEvent } from './flat-event.ts'
import { matchDefinition, printState } from './matched-definition.ts'
import { badEvent, goodEvent } from './micro-event.ts'
import { readBuckets, readColumnNames } from './page-request.ts'
import { printValue } from './print-value.ts'
import type { BadEntry, GoodEntry } from './stored-event.ts'
import { type StreamedList, streamList } from './stream-list.ts'
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
  /** Sent as it is if it is a stream, otherwise as JSON. */
  readonly body: unknown
}

export interface MicroParts {
  readonly store: EventStore
  readonly registry: SchemaRegistry
  /** The version of Micro whose shapes the answers have. */
  readonly microVersion: 3 | 4
}

/** The name of an end point below `/micro`. */
export type MicroEndPoint =
  | 'all'
  | 'good'
  | 'bad'
  | 'events'
  | 'reset'
  | 'columns'
  | 'columnStats'
  | 'timeline'
  | 'iglu'
  | 'wait'

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
    const filter = goodFilter(readFilter(request, 'good'))
    const items = store.read(request.namespace).filter((entry) => entry.kind === 'good')
    return listOf<GoodEntry>({ items, ...filter, value: goodEvent })
  },
  bad(request, { store }) {
    const filter = badFilter(readFilter(request, 'bad'))
    const items = store.read(request.namespace).filter((entry) => entry.kind === 'bad')
    return listOf<BadEntry>({ items, ...filter, value: badEvent })
  },
  async events({ request, body, namespace }, { store }) {
    const items = store.read(namespace).filter(isEvent)
    if (request.method !== 'POST') return listOf({ items, value: flatEvent })
    const { entries, totalPages, totalItems } = await eventPage(items, readJson(body))
    return listOf({
      items: entries,
      value: flatEvent,
      before: '{"events":',
      after: `,"totalPages":${totalPages},"totalItems":${totalItems}}`,
    })
  },
  reset({ namespace }, { store, microVersion }) {
    store.reset(namespace)
    return { status: 200, body: microVersion === 4 ? 'Reset completed' : store.summary(namespace) }
  },
  async columns({ namespace }, { store }) {
    return { status: 200, body: await columnNames(store.read(namespace).filter(isEvent)) }
  },
  async columnStats({ body, namespace }, { store }) {
    const columns = readColumnNames(readJson(body))
    return { status: 200, body: await columnStats(store.read(namespace).filter(isEvent), columns) }
  },
  async timeline({ body, namespace }, { store }) {
    const buckets = readBuckets(readJson(body))
    const points = await timeline(store.read(namespace).filter(isEvent), buckets)
    return { status: 200, body: { points } }
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

function listOf<Item>(list: StreamedList<Item>, status = 200): MicroResponse {
  return { status, body: streamList(list) }
}

function readFilter({ query, body }: MicroRequest, kind: 'good' | 'bad'): Record<string, unknown> {
  return { ...knownFilters(filterOfQuery(query), kind), ...readObject(body) }
}

function readObject(body: string): Record<string, unknown> {
  const given = readJson(body)
  if (isMapping(given)) return given
  throw invalidBody('it is not a JSON object')
}

/** Reads a body as JSON. An empty body asks for everything. */
function readJson(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw invalidBody('it is not valid JSON')
  }
}

function invalidBody(cause: string): FilterError {
  return new FilterError(
    'INVALID_FILTER',
    `Failed to read the body: ${cause}. Send a JSON object, or an empty body.`,
  )
}

async function wait(
  { query, body, namespace, request }: MicroRequest,
  { store }: MicroParts,
): Promise<MicroResponse> {
  // Unknown keys of the query, too: a misspelt filter would wait for any event.
  const given = { ...filterOfQuery(query), ...readObject(body) }
  const { count: wanted, timeout: patience, ...filters } = given
  const count = readNumber('count', wanted ?? 1, 1, store.maxEvents)
  const timeout = readNumber('timeout', patience ?? 5000, 0, MAX_WAIT)
  const filter = goodFilter(filters)
  const items = await waitForEntries(store, namespace, filter, count, timeout, request.signal)
  const list = { items, limit: filter.limit, value: goodEvent }
  if (items.length >= count) return listOf(list)
  const { total, bad } = store.summary(namespace)
  const doubt = items.length === 0 ? doubtOf(filters['internal_event']) : ''
  const error = `Failed to wait for ${count} ${count === 1 ? 'event' : 'events'}: after ${timeout} ms, ${items.length} of ${total} received events match, and ${bad} ${bad === 1 ? 'is' : 'are'} bad. ${doubt}Look at /micro/good and /micro/bad, or wait longer.`
  return listOf({ ...list, before: `{"error":${JSON.stringify(error)},"events":`, after: '}' }, 504)
}

/** Tells of a name that the definitions do not have, for which one may wait in vain. */
function doubtOf(name: unknown): string {
  if (typeof name !== 'string') return ''
  const event = { name, category: undefined, additionalProperties: {} }
  const state = printState(matchDefinition(event))
  if (state === '') return ''
  return `${printValue(name)} is ${state}${state.endsWith('?') ? '' : '.'} `
}

function readNumber(key: string, given: unknown, min: number, max: number): number {
  const value = typeof given === 'string' ? readCount(given) : given
  if (Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max) {
    return value as number
  }
  throw new FilterError(
    'INVALID_FILTER',
    `Failed to wait for events: ${key} is ${printValue(value)}. Send a whole number from ${min} to ${max}.`,
  )
}
