import type { EventStore, EventStorePayload } from '@snowplow/node-tracker'

/**
 * Holds the events that wait to be delivered. The tracker's own store drops the oldest ones when it
 * is full, while they may be on their way; this one refuses the newest, and `onRefused` hears of it.
 */
export class DeliveryQueue implements EventStore {
  readonly #events: EventStorePayload[] = []
  readonly #capacity: number
  readonly #onRefused: (payload: EventStorePayload['payload']) => void

  constructor(capacity: number, onRefused: (payload: EventStorePayload['payload']) => void) {
    this.#capacity = capacity
    this.#onRefused = onRefused
  }

  get size(): number {
    return this.#events.length
  }

  get payloads(): EventStorePayload['payload'][] {
    return this.#events.map(({ payload }) => payload)
  }

  // The tracker takes these methods off the object.
  readonly count: EventStore['count'] = async () => this.size

  readonly add: EventStore['add'] = async (event) => {
    if (this.size < this.#capacity) this.#events.push(event)
    else this.#onRefused(event.payload)
    return this.size
  }

  readonly removeHead: EventStore['removeHead'] = async (count) => {
    this.#events.splice(0, count)
  }

  readonly iterator: EventStore['iterator'] = () => {
    const events = this.#events[Symbol.iterator]()
    return {
      next: async () => {
        const { value, done } = events.next()
        return { value, done: done === true }
      },
    }
  }

  readonly getAll: EventStore['getAll'] = async () => [...this.#events]

  readonly getAllPayloads: EventStore['getAllPayloads'] = async () => this.payloads
}
