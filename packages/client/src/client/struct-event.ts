/** A structured event, before a tracker makes its payload. */
export interface StructEvent {
  readonly category: string
  readonly action: string
  readonly label?: string | undefined
  readonly property?: string | undefined
  readonly value?: number | string | undefined
}

/**
 * Returns the fields of the event as a payload has them: all are texts, and empty ones are left out.
 *
 * Source: Snowplow's tracker protocol.
 */
export function structFields(event: StructEvent): Record<string, string> {
  const fields = {
    e: 'se',
    se_ca: event.category,
    se_ac: event.action,
    se_la: event.label,
    se_pr: event.property,
    se_va: event.value,
  }
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([field, value]) => [field, String(value)]),
  )
}
