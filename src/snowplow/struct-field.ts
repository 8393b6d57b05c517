import type { SnowplowPayload } from './snowplow-payload.ts'

/** The fields of a structured event: category, action, label, property and value. */
type StructField = 'ca' | 'ac' | 'la' | 'pr' | 'va'

/**
 * Returns a field of a structured event, by its name (`se_ac`) or its older one (`ev_ac`), as the
 * pipeline makes one column of both.
 */
export function structField(payload: SnowplowPayload, name: StructField): unknown {
  const value = payload[`se_${name}`]
  return value === undefined || value === '' ? (payload[`ev_${name}`] ?? value) : value
}
