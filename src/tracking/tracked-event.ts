import {
  readContexts,
  type SelfDescribing,
  type SentEvent,
  type SnowplowPayload,
} from '../snowplow/index.ts'

/** One event as recorded, wherever it came from. Its properties are those declared and given. */
export interface TrackedEvent extends SentEvent {
  /**
   * `backend` for `trackInternalEvent`, `frontend` for `InternalEvents.trackEvent`, `tracker` for
   * code that uses a Snowplow tracker itself: such an event moves no counters, and its
   * identifiers are those of its `gitlab_standard` context (a user's id may be a SHA-256 digest).
   */
  readonly source: 'backend' | 'frontend' | 'tracker'
  /** The payload that the tracker built; absent when the event was not sent to Snowplow. */
  readonly payload: SnowplowPayload | undefined
  /** The contexts in the payload, decoded when they are first read; not enumerable, so that copies lack them. */
  readonly contexts: readonly SelfDescribing[]
}

/** Makes a tracked event; `known` are its contexts, if they are decoded already. */
export function trackedEvent(
  event: Omit<TrackedEvent, 'contexts'>,
  known?: readonly SelfDescribing[],
): TrackedEvent {
  let contexts = known
  const get = () => {
    contexts ??= event.payload ? readContexts(event.payload) : []
    return contexts
  }
  return Object.defineProperty(event, 'contexts', { get }) as TrackedEvent
}
