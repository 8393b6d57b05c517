import type { TableColumn } from '../index.ts'

/**
 * The values of a statement; each method takes one, and returns the SQL that stands for it. A list
 * is one value, and its SQL stands behind `IN`.
 */
export interface SqlValues {
  text(value: string): string
  double(value: number): string
  /** An integer of 64 bits, by its digits. */
  integer(digits: string): string
  /** A time in ms since epoch, and the microseconds beyond it. */
  time(time: number, microseconds?: number): string
  texts(list: readonly string[]): string
  doubles(list: readonly number[]): string
  integers(list: readonly string[]): string
}

/** The expressions for a value of the payload. Each is null where the value is of another type. */
export interface PayloadSql {
  /** JSON as text; null where the value is absent. */
  readonly json: string
  /** The double of a number, or of text that reads as one. */
  readonly number: string
  /** The double of a number alone. */
  readonly ownNumber: string
  /** The text of a text or of a boolean, compared by its bytes. */
  readonly text: string
  /** The text of a date. */
  readonly instant: string
  /** True where the value is null or absent; never null itself. */
  readonly isNull: string
}

/** The expressions in which a database says what a query needs. */
export interface SqlDialect<Values extends SqlValues = SqlValues> {
  /** The expressions for the fields of a row. `namespaceId` is null where there is none. */
  readonly columns: Readonly<Record<TableColumn, string>>
  /** The day of the row in UTC, as `2026-05-31`. */
  readonly day: string
  /** The payload as JSON. */
  readonly extras: string
  /** The table as a query reads it, each row once. */
  readonly source: string
  /** The end of a subquery that is computed once for each row. */
  readonly fence: string
  /** The end of each query. */
  readonly settings: string
  createValues(): Values
  /** Takes the keys of a path, each as the SQL that stands for it. */
  payload(keys: readonly string[]): PayloadSql
  toDouble(integer: string): string
  /** Makes what has all digits in a result, as text where numbers would lose some. */
  toText(integer: string): string
  /** Makes whole milliseconds since epoch, in the same way. */
  toMilliseconds(time: string): string
  /** Makes microseconds since epoch, in the same way. */
  toMicroseconds(time: string): string
}

/** A statement with its values. */
export interface SqlStatement<Values extends SqlValues = SqlValues> {
  readonly sql: string
  readonly values: Values
}

/** A row of a result: columns `c0`, `c1` and so on. */
export type SqlRow = Readonly<Record<string, unknown>>
