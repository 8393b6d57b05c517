import {
  readContexts,
  readPayload,
  type SelfDescribing,
  type SnowplowPayload,
} from '../snowplow/index.ts'
import { type EventRecorder, type TrackedEvent, trackedEvent } from '../tracking/index.ts'

/**
 * The ordered record of all tracked events of a test.
 *
 * @example
 * ```ts
 * import { fakes, trackInternalEvent } from 'internal-events-testing'
 *
 * trackInternalEvent('pull_package', { user: { id: 1 } })
 * console.log(fakes.journal.events.map((event) => event.name)) // [ 'pull_package' ]
 * ```
 */
export class Journal implements EventRecorder {
  #events: TrackedEvent[] = []
  readonly #onRecord: (event: TrackedEvent) => void
  readonly #onOther: (payload: SnowplowPayload) => void

  /** `onOther` hears of payloads that carry no internal event. */
  constructor(
    onRecord: (event: TrackedEvent) => void = () => {},
    onOther: (payload: SnowplowPayload) => void = () => {},
  ) {
    this.#onRecord = onRecord
    this.#onOther = onOther
  }

  /** The events in the order in which they were tracked; a copy. */
  get events(): TrackedEvent[] {
    return [...this.#events]
  }

  /** Records an event. */
  record(event: TrackedEvent): void {
    // A copy of an event lacks its contexts.
    const whole = 'contexts' in event ? event : trackedEvent(Object.assign({}, event))
    this.#events.push(whole)
    this.#onRecord(whole)
  }

  /**
   * Records the internal event that a payload carries, if it carries one; with `properties`, if its
   * client has told them.
   */
  recordPayload(
    payload: SnowplowPayload,
    contexts: readonly SelfDescribing[] = readContexts(payload),
    properties?: Readonly<Record<string, unknown>>,
  ): void {
    const event = readPayload(payload, contexts)
    if (!event) {
      this.#onOther(payload)
      return
    }
    const additionalProperties = properties ?? event.additionalProperties
    const recorded = { ...event, additionalProperties, source: 'tracker', payload } as const
    this.record(trackedEvent(recorded, contexts))
  }

  /** Removes all events. */
  reset(): void {
    this.#events = []
  }
}
