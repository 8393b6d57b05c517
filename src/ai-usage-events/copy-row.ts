import type { AiUsageEvent } from './ai-usage-event.ts'
import { copied } from './record-event.ts'

/** Copies a row, which its reader may then change. */
export function copyRow(row: AiUsageEvent): AiUsageEvent {
  const { event, eventId, userId, namespaceId, timestamp, microseconds } = row
  const time = new Date(timestamp)
  const payload = copyPayload(row.payload)
  const copy = { event, eventId, userId, namespaceId, timestamp: time, payload }
  return microseconds === undefined ? copy : { ...copy, microseconds }
}

/** Most payloads have neither lists nor objects in them. */
function copyPayload(payload: AiUsageEvent['payload']): AiUsageEvent['payload'] {
  const copy: Record<string, unknown> = { ...payload }
  for (const key in copy) {
    const value = copy[key]
    if (typeof value !== 'object' || value === null) continue
    return copied(payload)
  }
  return copy
}
