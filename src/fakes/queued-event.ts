import { replaceGlobal, shared } from '../foundation/index.ts'

/** An event in the queue of an `InternalEventsClient`. */
export interface QueuedEvent {
  readonly name: string
  readonly batchSize: number
  /** Tells whether it waits for its batch to be full, so that nothing is sent. */
  isHeld(): boolean
}

const HEAR = Symbol.for('internal-events-client/hear-queued-event')

/** Has a function hear of each event that a client of this process puts into its queue; the first one stays. */
export function hearQueuedEvents(hear: (event: QueuedEvent) => void): void {
  shared('queued-events', () => replaceGlobal(HEAR, () => hear))
}
