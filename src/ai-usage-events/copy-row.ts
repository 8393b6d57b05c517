import type { AiUsageEvent } from './ai-usage-event.ts'
import { copied } from './record-event.ts'

/** Copies a row, which its reader may then change. */
export function copyRow(row: AiUsageEvent): AiUsageEvent {
  const { event, eventId, userId, namespaceId, microseconds } = row
  const timestamp = new Date(row.timestamp.getTime())
  const payload = copyPayload(row.payload)
  return microseconds === undefined
    ? { event, eventId, userId, namespaceId, timestamp, payload }
    : { event, eventId, userId, namespaceId, timestamp, microseconds, payload }
}

/** Most payloads have neither lists nor objects in them. */
function copyPayload(payload: AiUsageEvent['payload']): AiUsageEvent['payload'] {
  for (const key in payload) {
    const value = payload[key]
    if (typeof value === 'object' && value !== null) return copied(payload)
  }
  return { ...payload }
}
