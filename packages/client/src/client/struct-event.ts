/** A structured event, before a tracker makes its payload. */
export interface StructEvent {
  readonly category: string
  readonly action: string
  readonly label?: string | undefined
  readonly property?: string | undefined
  /** The text of a number. */
  readonly value?: string | undefined
}

/**
 * Returns the fields of the event as a payload has them: all are texts, and empty ones are left out.
 *
 * Source: Snowplow's tracker protocol.
 */
export function structFields(event: StructEvent): Record<string, string> {
  const { category, action, label, property, value } = event
  return {
    e: 'se',
    se_ca: category,
    ...(action ? { se_ac: action } : {}),
    ...(label ? { se_la: label } : {}),
    ...(property ? { se_pr: property } : {}),
    ...(value ? { se_va: value } : {}),
  }
}
