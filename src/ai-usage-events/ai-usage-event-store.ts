import type { Awaitable } from '../counters/index.ts'
import type { AiUsageEvent } from './ai-usage-event.ts'
import type { ComparedValue, Condition } from './conditions.ts'
import type { AiUsageColumn, AiUsageField } from './field.ts'

/**
 * A query for rows: all fields that are given have to match; a value that no row can have, such as
 * an event that the store's registry does not have, is an error. `timestamp` is compared by the
 * millisecond, as the dates that are given have it; `microseconds` is the rest.
 */
export type AiUsageQuery = {
  readonly [Field in AiUsageColumn]?: AiUsageEvent[Field] | Condition
} & { readonly [Field in `payload.${string}`]?: ComparedValue | Condition }

/** The rows that a query is about. */
export interface AiUsageFilter {
  /** Default: all rows. */
  readonly where?: AiUsageQuery | undefined
  /** The first and the last millisecond of rows, both included. */
  readonly between?: readonly [from: Date, to: Date] | undefined
}

/** A query for rows in an order. */
export interface AiUsageSelection extends AiUsageFilter {
  /**
   * The fields to order by, the most important first. Numbers come before texts, these by their
   * code points, then lists and objects, then null; `desc` is the exact reverse. Rows that are equal
   * so far are ordered by time, namespace, user and event. Default: by time.
   */
  readonly orderBy?:
    | { readonly [Field in Exclude<AiUsageField, 'event'>]?: 'asc' | 'desc' }
    | undefined
  /** Default: all. */
  readonly limit?: number | undefined
  /** The number of rows to leave out. */
  readonly offset?: number | undefined
  /** Leaves out this row, and all before it: the last row of a page leads to the next. */
  readonly after?: AiUsageEvent | undefined
}

/** A query for some fields of rows. */
export interface AiUsageFields<Field extends AiUsageField> extends AiUsageSelection {
  readonly select: readonly Field[]
}

/**
 * The selected fields of a row. Of a payload, what is absent is null; `microseconds` is 0 where the
 * row has none.
 */
export type SelectedAiUsage<Field extends AiUsageField> = {
  readonly [Name in Field]: Name extends 'microseconds'
    ? number
    : Name extends AiUsageColumn
      ? AiUsageEvent[Name]
      : unknown
}

/** A query for a number of rows. */
export interface AiUsageCount extends AiUsageFilter {
  /**
   * Counts the distinct values of a field. Numbers in text are equal to numbers; null, lists and
   * objects are not counted. Default: counts rows.
   */
  readonly distinct?: AiUsageField | undefined
}

/** The count of one day. */
export interface AiUsageDay {
  /** The day in UTC, as `2026-05-31`. */
  readonly day: string
  readonly count: number
}

/**
 * The table of AI usage events: PostgreSQL or ClickHouse in production, memory in tests. All give
 * the same rows for the same query; `describeAiUsageEventStore` tests that of a store of your own.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY` for a query that no store can answer, `STORE_FAILED`
 *   and `WRONG_TABLE` where there is a database.
 */
export interface AiUsageEventStore {
  /**
   * The object that stands for the place of the rows: the same for all stores that have the same
   * rows, so that tests at the same time do not take each other's. Stores of PostgreSQL and
   * ClickHouse have one for each client and table. A store around another one returns that one's.
   * Default: the rows are those of this store alone.
   */
  readonly place?: object | undefined
  /**
   * Stores rows in one batch. A row with the user, namespace, event and time of another (to the
   * microsecond) does not become a second one, so that a batch that failed may be sent again.
   *
   * @throws {AiUsageEventError} `INVALID_ROW` for a row that not every store can keep.
   */
  insert(rows: readonly AiUsageEvent[]): Awaitable<void>
  /** Returns the rows that match, or fields of them. */
  select<Field extends AiUsageField>(
    query: AiUsageFields<Field>,
  ): Awaitable<SelectedAiUsage<Field>[]>
  select(query?: AiUsageSelection): Awaitable<AiUsageEvent[]>
  /** Counts the rows that match, or the distinct values that a field has in them. */
  count(query?: AiUsageCount): Awaitable<number>
  /** Counts as `count` does, for each day (UTC) that has rows, the first day first. */
  countByDay(query?: AiUsageCount): Awaitable<AiUsageDay[]>
  /** Deletes all rows. */
  reset(): Awaitable<void>
}
