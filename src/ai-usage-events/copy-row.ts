import { isMapping } from '../foundation/index.ts'
import type { AiUsageEvent } from './ai-usage-event.ts'

/** Copies a row, which its reader may then change. */
export function copyRow(row: AiUsageEvent): AiUsageEvent {
  const { event, eventId, userId, namespaceId, microseconds } = row
  const timestamp = new Date(row.timestamp.getTime())
  const payload = copyPayload(row.payload)
  return microseconds === undefined
    ? { event, eventId, userId, namespaceId, timestamp, payload }
    : { event, eventId, userId, namespaceId, timestamp, microseconds, payload }
}

/** Copies a value of a row: JSON, or a date. */
export function copied<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied) as Value
  if (value instanceof Date) return new Date(value) as Value
  if (!isMapping(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, copied(own)])) as Value
}

/** Most payloads have neither lists nor objects in them. */
function copyPayload(payload: AiUsageEvent['payload']): AiUsageEvent['payload'] {
  for (const key in payload) {
    const value = payload[key]
    if (typeof value === 'object' && value !== null) return copied(payload)
  }
  return { ...payload }
}
