import { ClientError, type UndeliveredEvent } from './client-error.ts'

/** Makes the error that says how many events were not delivered, and why. */
export function notDelivered(
  events: readonly UndeliveredEvent[],
  endpoint: string | undefined,
): ClientError {
  const causes = new Map<string, number>()
  for (const { cause, waits } of events) {
    const text = `${cause}, ${waits ? 'kept for the next flush' : 'lost'}`
    causes.set(text, (causes.get(text) ?? 0) + 1)
  }
  const list = [...causes].map(([text, number]) => `${number} (${text})`).join(', ')
  return new ClientError(
    'NOT_DELIVERED',
    `Failed to deliver ${countEvents(events.length)} to ${endpoint}: ${list}. Check that the collector runs there and accepts them.`,
    events,
  )
}

export function countEvents(events: number): string {
  return events === 1 ? '1 internal event' : `${events} internal events`
}
