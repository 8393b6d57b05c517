import type { ExpectedEvent } from '../matchers/events/index.ts'

/** The number of times that an event is expected, and its fields. Default: once, with any. */
export interface ExpectedTriggers {
  /** Counts the events that match alone. Identifiers that it leaves out must be absent from them. */
  readonly with?: ExpectedEvent | undefined
  readonly times?: number | undefined
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
  /** The time (ms) to wait; 0 is as long as the test may take. Default: the `timeout` of `expect`. */
  readonly timeout?: number | undefined
}

/** The terms of a claim that a call may set. */
export const TERMS = ['with', 'times', 'atLeast', 'atMost'] as const
