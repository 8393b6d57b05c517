import type { Identifiable, Model, Project } from '../definitions/index.ts'

/** A row of `ai_usage_events`. */
export interface AiUsageEvent {
  readonly event: string
  /** The id that stands for the event in the table. */
  readonly eventId: number
  readonly userId: number | string
  readonly namespaceId: number | string | undefined
  /** To the millisecond, as dates are. */
  readonly timestamp: Date
  /**
   * The part of the time beyond the millisecond, in microseconds from 1 to 999; absent where it is
   * 0. Rows of other programs have it, such as those with `now()` of PostgreSQL.
   */
  readonly microseconds?: number | undefined
  /**
   * The result of the feature's transformation: the column `extras`, in ClickHouse `payload`. What
   * it gives without a value is null.
   */
  readonly payload: Readonly<Record<string, unknown>>
}

/** The arguments of an AI usage event: user and place, and all that its transformation needs. */
export interface AiUsageContext {
  readonly user?: Model<Identifiable> | null | undefined
  /** Its own namespace (`projectNamespace`) comes before the one that it lies in. */
  readonly project?:
    | Model<Project & { readonly projectNamespace?: Model<Identifiable> }>
    | null
    | undefined
  readonly namespace?: Model<Identifiable> | null | undefined
  /** The time at which it happened. Default: now. */
  readonly timestamp?: Date | string | number | null | undefined
  readonly [property: string]: unknown
}

/** The outcome of a tracked event; the real system says none of this. */
export interface AiUsageRecord {
  readonly name: string
  /** The row, if one was stored. */
  readonly row: AiUsageEvent | undefined
  /** The reason why none was stored, such as `timestamp must be 3 months old at the most`. */
  readonly rejection: string | undefined
}
