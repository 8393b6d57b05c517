import type { AiUsageColumn, AiUsageEvent, AiUsageField, Field } from '../index.ts'
import type { QueryScope } from './query-scope.ts'
import type { SqlRow } from './sql-dialect.ts'

/** Makes a row, or some fields of it, of a row of a result. */
export type RowReader = (row: SqlRow) => unknown

/** Returns the columns that a query selects, all of them text, and what makes rows of them. */
export function readerOf(
  fields: readonly (readonly [name: AiUsageField, field: Field])[] | undefined,
  scope: QueryScope,
): { readonly columns: readonly string[]; readonly read: RowReader } {
  if (!fields) return wholeRows(scope)
  const parts = fields.map(([name, { column, path }]) => {
    if (path) return { name, sql: scope.payload(path).json, read: jsonOf }
    return { name, ...columnOf(column, scope) }
  })
  return {
    columns: parts.map(({ sql }) => sql),
    read: (row) =>
      Object.fromEntries(parts.map(({ name, read }, index) => [name, read(row[`c${index}`])])),
  }
}

const COLUMNS = ['event', 'eventId', 'userId', 'namespaceId', 'timestamp'] as const

function wholeRows(scope: QueryScope): ReturnType<typeof readerOf> {
  const parts = COLUMNS.map((name) => ({ name, ...columnOf(name, scope) }))
  return {
    columns: [...parts.map(({ sql }) => sql), scope.dialect.extras],
    read: (row) =>
      ({
        ...Object.fromEntries(parts.map(({ name, read }, index) => [name, read(row[`c${index}`])])),
        payload: jsonOf(row[`c${parts.length}`]),
      }) as unknown as AiUsageEvent,
  }
}

function columnOf(
  name: AiUsageColumn,
  { dialect, registry }: QueryScope,
): { readonly sql: string; readonly read: (value: unknown) => unknown } {
  const sql = dialect.columns[name === 'event' ? 'eventId' : name]
  switch (name) {
    case 'timestamp':
      return { sql: dialect.toMilliseconds(sql), read: (value) => new Date(Number(value)) }
    case 'event':
      return { sql: dialect.toText(sql), read: (value) => registry.nameOf(Number(value)) }
    default:
      return { sql: dialect.toText(sql), read: idOf }
  }
}

/** Reads an id: a number, or beyond 2^53 the text of its digits. */
function idOf(digits: unknown): number | string | undefined {
  if (digits == null) return undefined
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : String(digits)
}

function jsonOf(text: unknown): unknown {
  return text == null || text === '' ? null : JSON.parse(String(text))
}
