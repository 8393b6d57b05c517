import type { OutgoingEvent } from './outgoing-event.ts'

const HEAR = Symbol.for('internal-events-client/hear-queued-event')

/**
 * Tells a library for tests, if one listens in this process, of an event that was queued: while it
 * waits for a batch to be full, nothing is sent that a collector could see.
 */
export function tellQueuedEvent(
  { id, name }: Pick<OutgoingEvent, 'id' | 'name'>,
  batchSize: number,
  isHeld: () => boolean,
): void {
  const { [HEAR]: hear } = globalThis as { readonly [HEAR]?: (event: object) => void }
  hear?.({ id, name, batchSize, isHeld })
}
