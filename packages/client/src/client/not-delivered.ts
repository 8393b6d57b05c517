import { ClientError, type UndeliveredEvent } from './client-error.ts'
import type { LostEvent } from './delivery-ledger.ts'

/** The causes that lie in the code that tracks. */
const OWN = ['could not be built', 'larger than 1 MB', 'tracked after shutdown', 'without a name']

/** Makes the error that says how many events were not delivered, and why. */
export function notDelivered(
  lost: { readonly events: readonly LostEvent[]; readonly counts: ReadonlyMap<string, number> },
  waiting: readonly LostEvent[],
  endpoint: string | undefined,
): ClientError {
  const counts = new Map([...lost.counts].map(([cause, events]) => [`${cause}, lost`, events]))
  const numberLost = [...lost.counts.values()].reduce((sum, events) => sum + events, 0)
  for (const { cause } of waiting) {
    const text = `${cause}, kept to be sent again`
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const events: UndeliveredEvent[] = [
    ...lost.events.map((event) => ({ ...event, waits: false })),
    ...waiting.map((event) => ({ ...event, waits: true })),
  ]
  // Events that the client itself has refused have nothing to do with the collector.
  const isOwn = [...counts.keys()].every((text) => OWN.some((cause) => text.startsWith(cause)))
  const remedy = isOwn
    ? 'Correct the code that tracks them'
    : 'Check that the collector runs there and accepts them'
  const list = [...counts].map(([text, number]) => `${number} (${text})`).join(', ')
  const all = numberLost + waiting.length
  return new ClientError(
    'NOT_DELIVERED',
    `Failed to deliver ${all === 1 ? '1 internal event' : `${all} internal events`} to ${endpoint}: ${list}. ${remedy}.`,
    events,
    numberLost - lost.events.length,
  )
}
