import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which a tracking call is refused. */
export type TrackingErrorCode =
  /** Code tracked an event that no definition has, or one without `internal_events: true`. Correct the name, or add the definition. */
  | 'UNKNOWN_EVENT'
  /** Code tracked an event whose definition has `status: removed`. Stop tracking it, or restore its definition. */
  | 'REMOVED_EVENT'
  /** An identifier or a property has a wrong type. Pass the type that the message names, or leave it out. */
  | 'INVALID_PROPERTY_TYPE'
  /** The definition does not declare a custom property, or a built-in one where the front end is strict. Declare it under `additional_properties`, or correct its name. */
  | 'INVALID_PROPERTY'
  /** A metric of unique values would count under a key that Redis refuses. Use filter values of letters, digits, `_`, `-` and `:`. */
  | 'INVALID_KEY_FORMAT'
  /** A metric counts unique values or adds them up, and the call gives neither identifiers nor properties, so that only the totals count. Pass what the metric counts, or `user: null`. */
  | 'MISSING_IDENTIFIERS'
  /** A metric adds up `value`, which the call gives as `null`; the totals count. Pass a number, or leave it out. */
  | 'INVALID_SUM'
  /** A dashboard is about more namespaces than one request may have events. Track at most 50 of them. */
  | 'TOO_MANY_EVENTS'

/**
 * Thrown by tracking calls that the real system refuses in development and test. In production it
 * only reports them; here they always throw, so that a test sees them.
 */
export class TrackingError extends InternalEventsError<TrackingErrorCode> {
  /** The message without its beginning, which names the event. */
  readonly reason: string

  constructor(code: TrackingErrorCode, event: string, cause: string, remedy: string) {
    super(code, `Failed to track ${JSON.stringify(event)}: ${cause}. ${remedy}`)
    this.reason = `${cause}. ${remedy}`
  }
}
