import type { CollectedEvent } from '../snowplow/index.ts'
import { nameOf } from '../snowplow/index.ts'
import { type CollectedRequest, isAccepted } from './collected-request.ts'

/** The outcome of one event. */
export interface Delivery {
  /** The action of a structured event, the schema of a self-describing one, else the type. */
  readonly name: string
  readonly event: CollectedEvent
  /** The number of times it was sent. */
  readonly attempts: number
  /** The number of times it was accepted: 0 is lost, more than 1 is counted twice. */
  readonly accepted: number
}

/**
 * Counts the deliveries of requests, in the order of first attempts. Attempts with the same id
 * (`eid`) are one event; each attempt without an id is an event of its own.
 */
export function countDeliveries(requests: readonly CollectedRequest[]): Delivery[] {
  const deliveries = new Map<string | CollectedEvent, Delivery>()
  for (const request of requests) {
    for (const event of request.events) {
      const key = event.id ?? event
      const { attempts, accepted } = deliveries.get(key) ?? { attempts: 0, accepted: 0 }
      deliveries.set(key, {
        name: nameOf(event),
        event,
        attempts: attempts + 1,
        accepted: accepted + (isAccepted(request) ? 1 : 0),
      })
    }
  }
  return [...deliveries.values()]
}
