import { isMapping } from '../../foundation/index.ts'
import { isDescribed } from './column-text.ts'
import { FilterError } from './event-filter.ts'
import { MAX_FILTERS } from './max-filters.ts'
import { printValue } from './print-value.ts'

/** A request for a page of events. */
export interface PageRequest {
  readonly filters: readonly { readonly column: string; readonly values: ReadonlySet<string> }[]
  readonly page: number
  readonly pageSize: number
  readonly validEvents: boolean | undefined
  readonly timeRange: TimeRange
  readonly sorting: Sorting | undefined
}

export interface Sorting {
  readonly column: string
  readonly desc: boolean
}

/** A range of times in milliseconds, without its end. */
export interface TimeRange {
  readonly start: number
  readonly end: number
}

/** @throws {FilterError} for a request of another shape. */
export function readPageRequest(given: unknown): PageRequest {
  if (!isMapping(given)) throw invalidPage('it is not an object')
  const { filters, page, pageSize, validEvents, timeRange, sorting } = given
  if (!Array.isArray(filters)) throw invalidPage('filters is not a list')
  if (filters.length > MAX_FILTERS)
    throw invalidPage(`filters has more than ${MAX_FILTERS} filters`)
  if (validEvents != null && typeof validEvents !== 'boolean') {
    throw invalidPage('validEvents should be true or false')
  }
  return {
    filters: filters
      .map(readColumnFilter)
      .filter(({ column, values }) => values.size > 0 && !isDescribed(column)),
    page: readPositive('page', page),
    pageSize: readPositive('pageSize', pageSize),
    validEvents: validEvents ?? undefined,
    timeRange: readTimeRange(timeRange),
    sorting: readSorting(sorting),
  }
}

function readColumnFilter(filter: unknown): { column: string; values: ReadonlySet<string> } {
  const { column, values, value } = isMapping(filter) ? filter : {}
  // Up to Micro 4.3 it was one value.
  const all = values ?? (value === undefined ? undefined : [value])
  if (typeof column !== 'string' || !Array.isArray(all) || !all.every(isString)) {
    throw invalidPage('a filter should have a column, and a list of strings as values')
  }
  if (all.length > MAX_FILTERS) throw invalidPage(`a filter has more than ${MAX_FILTERS} values`)
  // Empty values do not filter.
  return { column, values: new Set(all.filter(Boolean).map((one) => one.toLowerCase())) }
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

function readPositive(key: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  throw invalidPage(`${key} is ${printValue(value)}, but should be a whole number from 1 on`)
}

function readTimeRange(range: unknown): TimeRange {
  const { start, end } = isMapping(range) ? range : {}
  return {
    start: start == null ? Number.NEGATIVE_INFINITY : readTime('timeRange.start', start),
    end: end == null ? Number.POSITIVE_INFINITY : readTime('timeRange.end', end),
  }
}

/** Reads a time, in milliseconds or as text such as `2026-11-28T19:00:00Z`. */
function readTime(key: string, value: unknown): number {
  const time = typeof value === 'number' ? value : isString(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(time)) return time
  throw invalidPage(`${key} is not a valid time`)
}

function readSorting(sorting: unknown): Sorting | undefined {
  if (sorting === undefined || sorting === null) return undefined
  const { column, desc } = isMapping(sorting) ? sorting : {}
  if (!isString(column)) throw invalidPage('sorting has no column')
  return isDescribed(column) ? undefined : { column, desc: desc === true }
}

function invalidPage(cause: string): FilterError {
  return new FilterError(
    'INVALID_FILTER',
    `Failed to read the request for a page of events: ${cause}. Send { "filters": [], "page": 1, "pageSize": 50 }.`,
  )
}

/** The largest number of columns or buckets in a question. */
const MAX_COLUMNS = 1_000

/** Reads the columns of `POST /micro/columnStats`. */
export function readColumnNames(given: unknown): string[] {
  const { columns } = isMapping(given) ? given : {}
  if (Array.isArray(columns) && columns.length <= MAX_COLUMNS && columns.every(isString)) {
    return columns
  }
  throw new FilterError(
    'INVALID_FILTER',
    `Failed to read the columns: they are not a list of at most ${MAX_COLUMNS} strings. Send { "columns": ["app_id"] }.`,
  )
}

/** Reads the buckets of `POST /micro/timeline`. */
export function readBuckets(
  given: unknown,
): { readonly bucket: unknown; readonly range: TimeRange }[] {
  const { buckets } = isMapping(given) ? given : {}
  const ranges =
    Array.isArray(buckets) && buckets.length <= MAX_COLUMNS ? buckets.map(readBucket) : [undefined]
  if (ranges.every((one) => one !== undefined)) return ranges
  throw new FilterError(
    'INVALID_FILTER',
    `Failed to read the buckets: they are not a list of at most ${MAX_COLUMNS} pairs of times. Send { "buckets": [{ "start": "2026-11-28T19:00:00Z", "end": "2026-11-28T19:01:00Z" }] }.`,
  )
}

function readBucket(bucket: unknown) {
  if (!isMapping(bucket) || !isString(bucket['start']) || !isString(bucket['end'])) return undefined
  const range = { start: Date.parse(bucket['start']), end: Date.parse(bucket['end']) }
  if (Number.isNaN(range.start) || Number.isNaN(range.end)) return undefined
  return { bucket: { start: bucket['start'], end: bucket['end'] }, range }
}
