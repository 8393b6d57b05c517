import type { Identifiers } from '../definitions/index.ts'
import type { SnowplowPayload } from '../snowplow/index.ts'

/** One event as recorded, wherever it came from. */
export interface TrackedEvent extends Identifiers {
  readonly name: string
  readonly category: string | undefined
  /** The declared properties that were given; undeclared ones never leave the router. */
  readonly additionalProperties: Readonly<Record<string, unknown>>
  /**
   * `backend` for `trackInternalEvent`, `frontend` for `InternalEvents.trackEvent`, `tracker` for
   * code that uses a Snowplow tracker itself: such an event moves no counters, and its
   * identifiers are those of its `gitlab_standard` context (a user's id may be a SHA-256 digest).
   */
  readonly source: 'backend' | 'frontend' | 'tracker'
  /** What the tracker built; absent when the event was not sent to Snowplow. */
  readonly payload: SnowplowPayload | undefined
}
