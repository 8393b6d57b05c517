import { DECIMAL, INSTANT } from '../index.ts'
import type { PayloadSql, SqlDialect, SqlValues } from '../sql/index.ts'

/** The values of a statement for PostgreSQL, all as text, which every client passes on as it is. */
export class PostgresValues implements SqlValues {
  readonly list: string[] = []

  text(value: string): string {
    this.list.push(value)
    return `$${this.list.length}::text`
  }

  double(value: number): string {
    return `${this.text(String(value))}::float8`
  }

  integer(digits: string): string {
    return `${this.text(digits)}::bigint`
  }

  time(time: number, microseconds?: number): string {
    return `${this.text(timeText(new Date(time), microseconds))}::timestamptz`
  }

  texts(list: readonly string[]): string {
    return this.#list(list.map(quoted), 'text')
  }

  doubles(list: readonly number[]): string {
    return this.#list(list, 'float8')
  }

  integers(list: readonly string[]): string {
    return this.#list(list, 'bigint')
  }

  /** Writes a list as a subquery: = ANY would read the list anew for each row. */
  #list(items: readonly (string | number)[], type: string): string {
    return `(SELECT unnest(${this.text(`{${items.join()}}`)}::${type}[]))`
  }
}

/** Writes a text as an item of a list. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

/** Writes a time as PostgreSQL reads it: `2026-05-31T12:00:00.123456Z`. */
export function timeText(time: Date, microseconds = 0): string {
  const text = time.toISOString()
  return microseconds === 0 ? text : `${text.slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`
}

/** Makes the dialect of PostgreSQL 15 or newer. */
export function postgresDialect(table: string): SqlDialect<PostgresValues> {
  return {
    columns: {
      eventId: 'event',
      userId: 'user_id',
      namespaceId: 'namespace_id',
      timestamp: '"timestamp"',
      microseconds: '(extract(microseconds FROM "timestamp")::int % 1000)',
    },
    day: `to_char("timestamp" AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
    extras: 'extras::text',
    source: table,
    fence: ' OFFSET 0',
    settings: '',
    createValues: () => new PostgresValues(),
    payload,
    toDouble: (integer) => `${integer}::float8`,
    toText: (integer) => `${integer}::text`,
    toMilliseconds: (time) =>
      `(extract(epoch FROM date_trunc('milliseconds', ${time})) * 1000)::bigint::text`,
    toMicroseconds: (time) => `(extract(epoch FROM ${time}) * 1000000)::bigint::text`,
  }
}

/** The numbers that are doubles; PostgreSQL refuses to cast others. No value of another type is between. */
const A_DOUBLE = `BETWEEN '${-Number.MAX_VALUE}'::jsonb AND '${Number.MAX_VALUE}'::jsonb`

function payload(keys: readonly string[]): PayloadSql {
  // Not #>, which takes "0" for the first item of a list.
  const value = ['extras', ...keys].join(' -> ')
  const type = `jsonb_typeof(${value})`
  const text = `((${value}) #>> '{}')`
  const own = `WHEN (${value}) ${A_DOUBLE} THEN (${value})::float8`
  // Adding 0 makes a 0 of -0.
  const read = `WHEN ${type} = 'string' THEN CASE WHEN ${text} ~ '${DECIMAL}' THEN ${text}::float8 + 0 END`
  return {
    json: `(${value})::text`,
    number: `(CASE ${own} ${read} END)`,
    ownNumber: `(CASE ${own} END)`,
    text: `((CASE WHEN ${type} IN ('string', 'boolean') THEN ${text} END) COLLATE "C")`,
    instant: `((CASE WHEN ${type} = 'string' AND ${text} ~ '${INSTANT}' THEN ${text} END) COLLATE "C")`,
    isNull: `(COALESCE(${type}, 'null') = 'null')`,
  }
}
