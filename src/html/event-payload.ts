import { DROPPED_PROPERTIES } from '../definitions/index.ts'

/** The attribute that makes an element track, and the selector of the front end's click listener. */
export const TRACKING = 'data-event-tracking'
export const TRACKED: string = `[${TRACKING}]`

/** The attribute that makes a tracking element fire when the page has loaded, if it is `true`. */
export const LOAD = 'data-event-tracking-load'
export const TRACKED_ON_LOAD: string = `[${LOAD}="true"]`

/** The attributes that the front end reads, each with the property that it gives. */
export const PROPERTY_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['label', 'data-event-label'],
  ['property', 'data-event-property'],
  ['value', 'data-event-value'],
])
export const ADDITIONAL = 'data-event-additional'

/** The event that the front end would track for an element. */
export interface EventPayload {
  /** Empty or missing if the element does not name an event; then nothing is tracked. */
  readonly event: string | undefined
  readonly additionalProperties: Readonly<Record<string, unknown>>
}

type ReadAttribute = (name: string) => string | null | undefined

/**
 * Reads the event that the front end tracks from an element's attributes. `data-event-value` gives
 * the whole number that it begins with; zero and other text are dropped. `data-event-additional`
 * comes last, so that it overrides the others, but for the names that lodash leaves out.
 *
 * Source: `createInternalEventPayload` of GitLab's `app/assets/javascripts/tracking`.
 */
export function readEventPayload(attribute: ReadAttribute): EventPayload {
  const label = attribute('data-event-label') ?? undefined
  const property = attribute('data-event-property') ?? undefined
  const value = Number.parseInt(attribute('data-event-value') ?? '', 10) || undefined
  const properties = {
    label,
    property,
    value,
    // Any value is spread: an array gives its indices, null and numbers give nothing.
    ...(parseAdditional(attribute).parsed as object),
  }
  return {
    event: attribute(TRACKING) ?? undefined,
    additionalProperties: Object.fromEntries(
      Object.entries(properties).filter(
        ([key, given]) => given !== undefined && !DROPPED_PROPERTIES.includes(key),
      ),
    ),
  }
}

/** Parses `data-event-additional`; `broken` means JSON that is not valid, which is ignored. */
export function parseAdditional(attribute: ReadAttribute): { parsed?: unknown; broken?: true } {
  const raw = attribute(ADDITIONAL)
  if (raw == null) return {}
  try {
    return { parsed: JSON.parse(raw) }
  } catch {
    return { broken: true }
  }
}
