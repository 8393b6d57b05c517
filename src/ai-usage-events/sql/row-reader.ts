import type {
  AiUsageColumn,
  AiUsageEvent,
  AiUsageEventRegistry,
  AiUsageField,
  Field,
} from '../index.ts'
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

function wholeRows({ dialect, registry }: QueryScope): ReturnType<typeof readerOf> {
  const { eventId, userId, namespaceId, timestamp } = dialect.columns
  const nameOf = namesIn(registry)
  return {
    columns: [
      ...[eventId, userId, namespaceId].map((sql) => dialect.toText(sql)),
      dialect.toMicroseconds(timestamp),
      dialect.extras,
    ],
    read: ({ c0, c1, c2, c3, c4 }): AiUsageEvent => ({
      event: nameOf(c0),
      eventId: Number(c0),
      userId: idOf(c1) as AiUsageEvent['userId'],
      namespaceId: idOf(c2),
      ...timeOf(String(c3)),
      payload: jsonOf(c4) as AiUsageEvent['payload'],
    }),
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
      return { sql: dialect.toText(sql), read: namesIn(registry) }
    default:
      return { sql: dialect.toText(sql), read: idOf }
  }
}

/** Returns a function that finds the names of ids, each only once. */
function namesIn(registry: AiUsageEventRegistry): (id: unknown) => string {
  const names = new Map<unknown, string>()
  return (id) => {
    const name = names.get(id) ?? registry.nameOf(Number(id))
    names.set(id, name)
    return name
  }
}

/** Reads microseconds since epoch. */
function timeOf(digits: string): Pick<AiUsageEvent, 'timestamp' | 'microseconds'> {
  const time = Number(digits)
  // From the year 2255 on, a double cannot count them.
  const rest = Number.isSafeInteger(time) ? time % 1000 : Number(BigInt(digits) % 1000n)
  const microseconds = rest < 0 ? rest + 1000 : rest
  const whole = Number.isSafeInteger(time)
    ? time - microseconds
    : Number(BigInt(digits) - BigInt(microseconds))
  const timestamp = new Date(Math.round(whole / 1000))
  return microseconds === 0 ? { timestamp } : { timestamp, microseconds }
}

/** Reads an id: a number, or beyond 2^53 the text of its digits. */
function idOf(digits: unknown): number | string | undefined {
  if (digits == null) return undefined
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : String(digits)
}

/** Reads JSON; what another program wrote that is none is null, as it is to a query. */
function jsonOf(text: unknown): unknown {
  try {
    return text == null ? null : JSON.parse(String(text))
  } catch {
    return null
  }
}
