/** The attribute that makes an element track, and the selector of the front end's click listener. */
export const TRACKING = 'data-event-tracking'
export const TRACKED: string = `[${TRACKING}]`

/** The attribute that makes a tracking element fire when the page has loaded, where it is `true`. */
export const LOAD = 'data-event-tracking-load'
export const TRACKED_ON_LOAD: string = `[${LOAD}="true"]`

/** The attributes that the front end reads, and the property that each gives. */
export const PROPERTY_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['label', 'data-event-label'],
  ['property', 'data-event-property'],
  ['value', 'data-event-value'],
])
export const ADDITIONAL = 'data-event-additional'

/** What the front end would track for an element. */
export interface EventPayload {
  /** Empty or missing where the element names no event: then nothing is tracked. */
  readonly event: string | undefined
  readonly additionalProperties: Readonly<Record<string, unknown>>
}

type ReadAttribute = (name: string) => string | null | undefined

/**
 * Makes of an element's attributes what the front end tracks: `data-event-value` is the whole
 * number that it begins with, zero and what is no number are dropped, and `data-event-additional`
 * comes last, so that it overrides the others.
 *
 * Source: `createInternalEventPayload` of GitLab's `app/assets/javascripts/tracking`.
 */
export function readEventPayload(attribute: ReadAttribute): EventPayload {
  const label = attribute('data-event-label') ?? undefined
  const property = attribute('data-event-property') ?? undefined
  const value = Number.parseInt(attribute('data-event-value') ?? '', 10) || undefined
  return {
    event: attribute(TRACKING) ?? undefined,
    additionalProperties: {
      ...(label === undefined ? {} : { label }),
      ...(property === undefined ? {} : { property }),
      ...(value === undefined ? {} : { value }),
      // Spread whatever it is: an array gives its indices, null and numbers give nothing.
      ...(parseAdditional(attribute).parsed as object),
    },
  }
}

/** What `data-event-additional` holds; `broken` where it is no JSON, which the front end ignores. */
export function parseAdditional(attribute: ReadAttribute): { parsed?: unknown; broken?: true } {
  const raw = attribute(ADDITIONAL)
  if (raw == null) return {}
  try {
    return { parsed: JSON.parse(raw) }
  } catch {
    return { broken: true }
  }
}
