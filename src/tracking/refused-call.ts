import type { Silence } from './page-context.ts'
import type { TrackedEvent } from './tracked-event.ts'
import type { TrackingError } from './tracking-error.ts'

/** A call of a tracking function that did not track, whether or not the code around it knows. */
export interface RefusedCall {
  /** The name that the call gave for the event. */
  readonly name: string
  /** The error that it threw; without one, a mock has swallowed the call. */
  readonly error: unknown
  /** True when the test has made the call fail. */
  readonly staged?: true
  /** The function in whose place a mock has swallowed the call: `InternalEvents.trackEvent`. */
  readonly swallowedBy?: string
  /** True when the event was counted before it was refused. */
  readonly counted?: true
  /** The event that the browser has sent all the same, where only the end point that counts refused it. */
  readonly sent?: TrackedEvent
  /** The part of a front end's call that a browser sends, though development and test refuse it. */
  readonly browser?: {
    readonly additionalProperties: Readonly<Record<string, unknown>>
    /** False where Snowplow is silent on the page: it goes to the end point that counts alone. */
    readonly toSnowplow: boolean
  }
}

/** A call of a tracking function that tracks nothing by design, such as on a page without a user. */
export interface SilentCall extends Silence {
  readonly name: string
}

/** The codes of errors that come while an event is counted, after its totals. */
const WHILE_COUNTING = new Set(['INVALID_KEY_FORMAT', 'INVALID_SUM', 'MISSING_IDENTIFIERS'])

/** Tells whether a refused call has moved the totals of its event all the same. */
export function hasMovedTotals({ error }: RefusedCall): boolean {
  return isCountingError(error)
}

/** Counts an event, and returns the error that came meanwhile, after its totals. */
export function countingErrorOf(count: () => void): TrackingError | undefined {
  try {
    count()
    return undefined
  } catch (error) {
    if (isCountingError(error)) return error
    throw error
  }
}

function isCountingError(error: unknown): error is TrackingError {
  // By its code, since two copies of this package have an error class each.
  return WHILE_COUNTING.has((error as { code?: string } | undefined)?.code ?? '')
}
