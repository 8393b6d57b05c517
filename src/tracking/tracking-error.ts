import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which a tracking call is refused. */
export type TrackingErrorCode =
  | 'UNKNOWN_EVENT'
  | 'REMOVED_EVENT'
  | 'INVALID_PROPERTY_TYPE'
  | 'INVALID_PROPERTY'
  | 'INVALID_KEY_FORMAT'

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
