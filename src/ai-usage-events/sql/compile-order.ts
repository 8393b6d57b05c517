import {
  type AiUsageEvent,
  type OrderTerm,
  placeOf,
  type SortKey,
  type TableColumn,
} from '../index.ts'
import { compileWhere } from './compile-comparison.ts'
import type { QueryScope } from './query-scope.ts'

/** An expression to order by, which is never null, and its value in a row. */
interface Place {
  readonly sql: string
  readonly descending: boolean
  readonly of: (row: AiUsageEvent) => string
}

/** The end of a query, from its `FROM` on. */
export interface OrderedRows {
  readonly from: string
  readonly orderBy: string
}

/**
 * Writes the rows of a query in their order, without those up to a row. Where they are ordered by
 * payloads, a subquery makes what they are compared by, once for each row: PostgreSQL takes half a
 * minute to compile a condition that repeats large expressions.
 */
export function compileOrder(
  conditions: readonly string[],
  order: readonly OrderTerm[],
  after: AiUsageEvent | undefined,
  scope: QueryScope,
): OrderedRows {
  const { source, fence } = scope.dialect
  const places = order.flatMap((term) => placesOf(term, scope))
  const rows = `${source}${compileWhere(conditions)}`
  if (after === undefined) return { from: rows, orderBy: listOf(places) }
  if (order.every(({ field }) => field.path === undefined)) {
    const rest = compileWhere([...conditions, compileAfter(places, after)])
    return { from: `${source}${rest}`, orderBy: listOf(places) }
  }
  const columns = places.map(({ sql }, index) => `${sql} AS o${index}`)
  const named = places.map((place, index) => ({ ...place, sql: `o${index}` }))
  const subquery = `(SELECT *, ${columns.join(', ')} FROM ${rows}${fence}) AS r`
  return {
    from: `${subquery}${compileWhere([compileAfter(named, after)])}`,
    orderBy: listOf(named),
  }
}

function listOf(places: readonly Place[]): string {
  return places.map(({ sql, descending }) => (descending ? `${sql} DESC` : sql)).join(', ')
}

function compileAfter([place, ...rest]: readonly Place[], row: AiUsageEvent): string {
  if (!place) return '1 = 0'
  const value = place.of(row)
  const beyond = `${place.sql} ${place.descending ? '<' : '>'} ${value}`
  if (rest.length === 0) return beyond
  return `(${beyond} OR (${place.sql} = ${value} AND ${compileAfter(rest, row)}))`
}

function placesOf({ field, descending }: OrderTerm, scope: QueryScope): Place[] {
  const { values, dialect } = scope
  const place = (sql: string, of: (key: SortKey) => string): Place => ({
    sql,
    descending,
    of: (row) => of(placeOf(row, field)),
  })
  const rank = (sql: string) => place(sql, ([own]) => String(own))
  if (field.path) {
    const { number, text, isNull } = scope.payload(field.path)
    return [
      rank(
        `CASE WHEN ${number} IS NOT NULL THEN 0 WHEN ${text} IS NOT NULL THEN 1 WHEN ${isNull} THEN 3 ELSE 2 END`,
      ),
      place(`COALESCE(${number}, 0)`, ([, own]) => values.double(Number(own))),
      place(`CASE WHEN ${number} IS NULL THEN COALESCE(${text}, '') ELSE '' END`, ([, , own]) =>
        values.text(own),
      ),
    ]
  }
  if (field.column === 'timestamp') {
    return [
      place(dialect.columns.timestamp, ([, own, rest]) => values.time(Number(own), Number(rest))),
    ]
  }
  return placesOfId(field.column, place, rank, scope)
}

function placesOfId(
  column: Exclude<TableColumn, 'timestamp'>,
  place: (sql: string, of: (key: SortKey) => string) => Place,
  rank: (sql: string) => Place,
  { dialect, values }: QueryScope,
): Place[] {
  const id = dialect.columns[column]
  const digits = ([, own]: SortKey) => values.integer(String(own))
  if (column !== 'namespaceId') return [place(id, digits)]
  return [rank(`CASE WHEN ${id} IS NULL THEN 3 ELSE 0 END`), place(`COALESCE(${id}, 0)`, digits)]
}
