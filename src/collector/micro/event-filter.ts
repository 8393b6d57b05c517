import { InternalEventsError, isMapping, nearestName } from '../../foundation/index.ts'
import { structField } from '../../snowplow/index.ts'
import { schemaOf } from './enriched-event.ts'
import { MAX_FILTERS } from './max-filters.ts'
import { printValue } from './print-value.ts'
import type { BadEntry, Entry, GoodEntry } from './stored-event.ts'

export type FilterErrorCode =
  /** A request to `/micro` asks in a way that cannot be answered. Send what the message names. */
  'INVALID_FILTER'

/** Thrown for a question that cannot be answered, with status 400 over HTTP. */
export class FilterError extends InternalEventsError<FilterErrorCode> {}

type Criterion<Kind extends Entry> = (entry: Kind, value: string) => boolean

/** The filters of good events: Micro's own first, then those that its users ask for. */
const GOOD: Readonly<Record<string, Criterion<GoodEntry>>> = {
  event_type: ({ event }, value) => event.type === value,
  schema: ({ event }, value) => schemaOf(event) === value,
  contexts: ({ event }, value) => event.contexts.some(({ schema }) => schema === value),
  event_id: ({ event }, value) => event.id === value,
  app_id: ({ event }, value) => event.payload['aid'] === value,
  user_id: ({ event }, value) =>
    event.payload['uid'] === value || isId(event.standardContext?.['user_id'], value),
  internal_event: ({ event }, value) =>
    event.type === 'struct' && structField(event.payload, 'ac') === value,
}

const BAD: Readonly<Record<string, Criterion<BadEntry>>> = {
  vendor: ({ request }, value) => request.vendor === value,
  version: ({ request }, value) => request.version === value,
  event_id: ({ row }, value) => field(row.payload, 'eid') === value,
  app_id: ({ row }, value) => field(row.payload, 'aid') === value,
}

/** The entries that a question asks for. */
export interface EventFilter<Kind extends Entry> {
  readonly matches: (entry: Kind) => boolean
  /** The largest number of entries; the newest are taken. */
  readonly limit: number
}

/** @throws {FilterError} for an unknown key, and for a value of a wrong type. */
export function goodFilter(given: Readonly<Record<string, unknown>>): EventFilter<GoodEntry> {
  return readFilter(given, GOOD, 'good')
}

/** @throws {FilterError} for an unknown key, and for a value of a wrong type. */
export function badFilter(given: Readonly<Record<string, unknown>>): EventFilter<BadEntry> {
  return readFilter(given, BAD, 'bad')
}

/** Reads the filters of a query string, in which `contexts` may occur several times. */
export function filterOfQuery(query: URLSearchParams): Record<string, unknown> {
  const given: Record<string, unknown> = Object.fromEntries(query)
  if (query.has('contexts')) given['contexts'] = query.getAll('contexts')
  return given
}

/** Leaves out the keys that are not filters: a query may carry more, such as a number against caches. */
export function knownFilters(
  given: Readonly<Record<string, unknown>>,
  kind: 'good' | 'bad',
): Record<string, unknown> {
  const criteria = kind === 'good' ? GOOD : BAD
  const known = ([key]: [string, unknown]) => key === 'limit' || Object.hasOwn(criteria, key)
  return Object.fromEntries(Object.entries(given).filter(known))
}

/** Reads a whole number of a query string. Other text is returned as it is, to be refused later. */
export function readCount(text: string | null): number | string | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : text
}

function readFilter<Kind extends Entry>(
  given: Readonly<Record<string, unknown>>,
  criteria: Readonly<Record<string, Criterion<Kind>>>,
  kind: 'good' | 'bad',
): EventFilter<Kind> {
  const checks: ((entry: Kind) => boolean)[] = []
  for (const [key, value] of Object.entries(given)) {
    // Optional values arrive as null.
    if (key === 'limit' || value === null) continue
    const criterion = Object.hasOwn(criteria, key) ? criteria[key] : undefined
    // Micro ignores such a key, and answers with events that nobody asked for.
    if (!criterion) throw unknownKey(kind, key, [...Object.keys(criteria), 'limit'])
    for (const one of readValues(kind, key, value)) checks.push((entry) => criterion(entry, one))
  }
  return {
    matches: (entry) => checks.every((check) => check(entry)),
    limit: readLimit(kind, given['limit']),
  }
}

function readValues(kind: string, key: string, value: unknown): string[] {
  const list = key === 'contexts'
  if (list && Array.isArray(value) && value.length > MAX_FILTERS) {
    throw invalidFilter(
      kind,
      `contexts has ${value.length} schemas`,
      `Send at most ${MAX_FILTERS}.`,
    )
  }
  if (list && Array.isArray(value) && value.every((one) => typeof one === 'string')) return value
  if (!list && typeof value === 'string') return [value]
  throw invalidFilter(
    kind,
    `${key} is ${printValue(value)}`,
    list ? 'Send a list of strings.' : 'Send a string.',
  )
}

function readLimit(kind: string, given: unknown): number {
  if (given === undefined || given === null) return Number.POSITIVE_INFINITY
  const limit = typeof given === 'string' ? readCount(given) : given
  if (Number.isSafeInteger(limit) && (limit as number) >= 0) return limit as number
  throw invalidFilter(kind, `limit is ${printValue(limit)}`, 'Send a whole number.')
}

function unknownKey(kind: string, key: string, known: readonly string[]): FilterError {
  const snake = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const nearest = nearestName(snake, known)
  const remedy = nearest ? `Did you mean "${nearest}"?` : `Filter by ${known.join(', ')}.`
  return invalidFilter(kind, `${printValue(key)} is not a filter`, remedy)
}

function invalidFilter(kind: string, cause: string, remedy: string): FilterError {
  return new FilterError('INVALID_FILTER', `Failed to filter ${kind} events: ${cause}. ${remedy}`)
}

/** Tells whether an id, which may be a number, is written like this. */
function isId(id: unknown, text: string): boolean {
  return typeof id === 'number' ? String(id) === text : id === text
}

function field(payload: unknown, key: string): unknown {
  return isMapping(payload) ? payload[key] : undefined
}
