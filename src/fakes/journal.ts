import type { SelfDescribing, SnowplowPayload } from '../snowplow/index.ts'
import { readPayload } from '../snowplow/index.ts'
import type { EventRecorder, TrackedEvent } from '../tracking/index.ts'

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
  #sending = false
  readonly #onRecord: (event: TrackedEvent) => void

  constructor(onRecord: (event: TrackedEvent) => void = () => {}) {
    this.#onRecord = onRecord
  }

  /** The events in the order in which they were tracked; a copy. */
  get events(): TrackedEvent[] {
    return [...this.#events]
  }

  /** Notes an event whose details the caller knows; what `send` passes to the tracker becomes its payload. */
  record(event: TrackedEvent, send: () => SnowplowPayload | undefined = () => undefined): void {
    let payload: SnowplowPayload | undefined
    this.#sending = true
    try {
      payload = send()
    } finally {
      this.#sending = false
    }
    this.#add(payload ? { ...event, payload } : event)
  }

  /** Notes what a tracker emitted, unless it belongs to an event that is being recorded; its contexts, where they are read already. */
  recordPayload(payload: SnowplowPayload, contexts?: readonly SelfDescribing[]): void {
    if (this.#sending) return
    const event = readPayload(payload, contexts)
    if (event) this.#add({ ...event, source: 'tracker', payload })
  }

  reset(): void {
    this.#events = []
  }

  #add(event: TrackedEvent): void {
    this.#events.push(event)
    this.#onRecord(event)
  }
}
