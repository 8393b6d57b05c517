import { forEachInTurns, isMapping } from '../../foundation/index.ts'
import { isDescribed, NESTED, textReader } from './column-text.ts'
import { COLUMNS } from './enriched-columns.ts'
import { describedColumns } from './flat-event.ts'
import type { TimeRange } from './page-request.ts'
import type { Entry } from './stored-event.ts'

/** The number of values of a column that are listed, as in Micro. */
const MAX_VALUES = 20

/** Returns the names of all columns that the events have, and of the fields of their contexts. */
export async function columnNames(entries: readonly Entry[]): Promise<string[]> {
  // Every event has these, though most are null.
  const names = new Set(entries.length > 0 ? COLUMNS.filter((column) => !NESTED.has(column)) : [])
  await forEachInTurns(entries, (entry) => {
    for (const [column, data] of Object.entries(describedColumns(entry))) {
      names.add(column)
      for (const key of fieldsOf(data)) names.add(`${column}.${key}`)
    }
  })
  return [...names].sort()
}

/** Returns the fields of an object, or of the objects in a list. */
function fieldsOf(data: unknown): string[] {
  return [data].flat().flatMap((one) => (isMapping(one) ? Object.keys(one) : []))
}

/** The operations that a column allows, and its first values. */
export interface ColumnStats {
  readonly sortable: boolean
  readonly filterable: boolean
  /** Its first values, if it can be filtered by. */
  readonly values: readonly string[] | null
}

/** Returns what can be done with columns, and their first values. */
export async function columnStats(
  entries: readonly Entry[],
  columns: readonly string[],
): Promise<Record<string, ColumnStats>> {
  const values = new Map(columns.filter(isFilterable).map((column) => [column, new Set<string>()]))
  await forEachInTurns(entries, (entry) => {
    const read = textReader(entry)
    for (const [column, seen] of values) {
      const text = seen.size < MAX_VALUES ? read(column) : undefined
      if (text !== undefined) seen.add(text)
    }
  })
  return Object.fromEntries(
    columns.map((column) => {
      const seen = values.get(column)
      const stats = {
        sortable: !isDescribed(column),
        filterable: seen !== undefined,
        values: seen ? [...seen] : null,
      }
      return [column, stats]
    }),
  )
}

function isFilterable(column: string): boolean {
  return !isDescribed(column) && !column.endsWith('_tstamp')
}

/** The numbers of events in a span of time. */
export interface TimelinePoint {
  readonly validEvents: number
  readonly failedEvents: number
  readonly bucket: unknown
}

/** Counts the events in each bucket by the time of their arrival; the end of a bucket is not in it. */
export async function timeline(
  entries: readonly Entry[],
  buckets: readonly { readonly bucket: unknown; readonly range: TimeRange }[],
): Promise<TimelinePoint[]> {
  const points = buckets.map(({ bucket, range }) => ({ bucket, range, valid: 0, failed: 0 }))
  await forEachInTurns(entries, ({ kind, request: { time } }) => {
    for (const point of points) {
      if (time < point.range.start || time >= point.range.end) continue
      if (kind === 'good') point.valid++
      else point.failed++
    }
  })
  return points.map(({ bucket, valid, failed }) => ({
    validEvents: valid,
    failedEvents: failed,
    bucket,
  }))
}
