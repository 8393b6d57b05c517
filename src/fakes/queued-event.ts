import { replaceGlobal, shared } from '../foundation/index.ts'
import { keepOwner } from './code-owner.ts'

/** An event in the queue of an `InternalEventsClient`. */
export interface QueuedEvent {
  readonly id: string
  readonly name: string
  readonly batchSize: number
  /** Tells whether it waits for its batch to be full, so that nothing is sent. */
  isHeld(): boolean
}

type Run = (run: () => unknown) => unknown

const HEAR = Symbol.for('internal-events-client/hear-queued-event')
/** The events whose owners are known: the queues of a few clients. */
const MOST = 100_000

const owners = (): Map<string, Run> => shared('owners-of-queued-events', () => new Map())

/** Has a function hear of each event that a client of this process puts into its queue; the first one stays. */
export function hearQueuedEvents(hear: (event: QueuedEvent) => void): void {
  const note = (event: QueuedEvent) => {
    const known = owners()
    known.set(event.id, keepOwner((run: () => unknown) => run()) as Run)
    const [oldest] = known.size > MOST ? known.keys() : []
    if (oldest !== undefined) known.delete(oldest)
    hear(event)
  }
  shared('queued-events', () => replaceGlobal(HEAR, () => note))
}

/**
 * Runs code for whoever put an event into the queue of a client: its request belongs to nobody, since
 * it carries the events of several. Anything else runs for the sender of the request.
 */
export function runForTracker(id: unknown, run: () => void): void {
  const owner = owners().get(String(id))
  owners().delete(String(id))
  if (owner) owner(run)
  else run()
}
