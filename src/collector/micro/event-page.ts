import { forEachInTurns, sortInTurns } from '../../foundation/index.ts'
import { textReader } from './column-text.ts'
import { readPageRequest, type Sorting } from './page-request.ts'
import type { Entry } from './stored-event.ts'

/** One page of the events that a request asks for. */
export interface EventPage {
  readonly entries: readonly Entry[]
  readonly totalPages: number
  readonly totalItems: number
}

/**
 * Makes a page of the events, good and failed, as `POST /micro/events` of Micro 4 asks for it:
 * `filters: [{ column, values }]`, `page` (from 1), `pageSize`, `validEvents`, `timeRange: { start,
 * end }`, `sorting: { column, desc }`. Columns are read only to filter or to sort by them.
 *
 * @throws {FilterError} for a request of another shape.
 */
export async function eventPage(entries: readonly Entry[], given: unknown): Promise<EventPage> {
  const { filters, page, pageSize, validEvents, timeRange, sorting } = readPageRequest(given)
  const found: Entry[] = []
  await forEachInTurns(entries, (entry) => {
    const { time } = entry.request
    if (validEvents !== undefined && validEvents !== (entry.kind === 'good')) return
    if (time < timeRange.start || time >= timeRange.end) return
    const read = textReader(entry)
    if (filters.every(({ column, values }) => values.has(read(column)?.toLowerCase() ?? ''))) {
      found.push(entry)
    }
  })
  const sorted = sorting ? await sortByColumn(found, sorting) : found
  return {
    entries: sorted.slice((page - 1) * pageSize, page * pageSize),
    totalPages: Math.max(1, Math.ceil(sorted.length / pageSize)),
    totalItems: sorted.length,
  }
}

/** Sorts by the text of a column, as Micro does, even numbers. Events without the column come last. */
async function sortByColumn(
  entries: readonly Entry[],
  { column, desc }: Sorting,
): Promise<Entry[]> {
  const rows: { readonly entry: Entry; readonly text: string | undefined }[] = []
  await forEachInTurns(entries, (entry) => {
    rows.push({ entry, text: textReader(entry)(column) })
  })
  const sign = desc ? -1 : 1
  const sorted = await sortInTurns(rows, ({ text: a }, { text: b }) => {
    if (a === undefined || b === undefined) {
      return sign * (Number(a === undefined) - Number(b === undefined))
    }
    return a < b ? -sign : a > b ? sign : 0
  })
  return sorted.map(({ entry }) => entry)
}
