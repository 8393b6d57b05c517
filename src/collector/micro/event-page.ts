import { isMapping } from '../../foundation/index.ts'
import type { EnrichedEvent } from './enriched-event.ts'
import { FilterError } from './event-filter.ts'
import { flatEvent } from './micro-event.ts'
import type { Entry } from './stored-event.ts'

/** The answer to `POST /micro/events`. */
export interface EventPage {
  readonly events: readonly EnrichedEvent[]
  readonly totalPages: number
  readonly totalItems: number
}

/**
 * Makes a page of the events, good and failed, as `POST /micro/events` of Micro 4 asks for it:
 * `filters: [{ column, values }]`, `page` (from 1), `pageSize`, `validEvents`, `timeRange: { start,
 * end }` in milliseconds, `sorting: { column, desc }`.
 *
 * @throws {FilterError} for a request of another shape.
 */
export function eventPage(entries: readonly Entry[], given: unknown): EventPage {
  const { filters, page, pageSize, validEvents, timeRange, sorting } = readPageRequest(given)
  const events = entries
    .filter(({ kind }) => validEvents === undefined || validEvents === (kind === 'good'))
    .filter(({ request: { time } }) => time >= timeRange.start && time <= timeRange.end)
    .map(flatEvent)
    .filter((event) =>
      filters.every(({ column, values }) => values.includes(String(event[column]).toLowerCase())),
    )
  if (sorting) {
    const { column, desc } = sorting
    events.sort((a, b) => compare(a[column], b[column]) * (desc ? -1 : 1))
  }
  return {
    events: events.slice((page - 1) * pageSize, page * pageSize),
    totalPages: Math.max(1, Math.ceil(events.length / pageSize)),
    totalItems: events.length,
  }
}

interface PageRequest {
  readonly filters: readonly { readonly column: string; readonly values: readonly string[] }[]
  readonly page: number
  readonly pageSize: number
  readonly validEvents: boolean | undefined
  readonly timeRange: { readonly start: number; readonly end: number }
  readonly sorting: { readonly column: string; readonly desc: boolean } | undefined
}

function readPageRequest(given: unknown): PageRequest {
  if (!isMapping(given)) throw invalidPage('it is not an object')
  const { filters, page, pageSize, validEvents, timeRange, sorting } = given
  if (!Array.isArray(filters)) throw invalidPage('filters is not a list')
  if (validEvents != null && typeof validEvents !== 'boolean') {
    throw invalidPage('validEvents should be true or false')
  }
  return {
    filters: filters
      .map(readColumnFilter)
      .filter(({ column }) => !/^(contexts|unstruct_event)/.test(column)),
    page: readPositive('page', page),
    pageSize: readPositive('pageSize', pageSize),
    validEvents: validEvents ?? undefined,
    timeRange: {
      start: readTime(timeRange, 'start', Number.NEGATIVE_INFINITY),
      end: readTime(timeRange, 'end', Number.POSITIVE_INFINITY),
    },
    sorting: readSorting(sorting),
  }
}

function readColumnFilter(filter: unknown): { column: string; values: string[] } {
  const { column, values, value } = isMapping(filter) ? filter : {}
  // Up to Micro 4.3 it was one value.
  const all = values ?? (value === undefined ? undefined : [value])
  if (typeof column !== 'string' || !Array.isArray(all)) {
    throw invalidPage('a filter should have a column and values')
  }
  return { column, values: all.map((one) => String(one).toLowerCase()) }
}

function readPositive(key: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  throw invalidPage(`${key} is ${JSON.stringify(value)}, but should be a whole number from 1 on`)
}

function readTime(range: unknown, key: 'start' | 'end', fallback: number): number {
  const value = isMapping(range) ? range[key] : undefined
  if (value === undefined || value === null) return fallback
  const time = typeof value === 'number' ? value : Date.parse(String(value))
  if (Number.isNaN(time)) throw invalidPage(`timeRange.${key} is not a valid time`)
  return time
}

function readSorting(sorting: unknown): PageRequest['sorting'] {
  if (sorting === undefined || sorting === null) return undefined
  const { column, desc } = isMapping(sorting) ? sorting : {}
  if (typeof column !== 'string') throw invalidPage('sorting has no column')
  return { column, desc: desc === true }
}

/** Compares numbers by size, everything else as text. A missing value comes last. */
function compare(a: unknown, b: unknown): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

function invalidPage(cause: string): FilterError {
  return new FilterError(
    'INVALID_FILTER',
    `Failed to read the request for a page of events: ${cause}. Send { "filters": [], "page": 1, "pageSize": 50 }.`,
  )
}
