import type {
  AdditionalProperties,
  Catalog,
  EventDefinition,
  Identifiers,
} from '../definitions/index.ts'
import { sentByBrowser } from './frontend-properties.ts'
import { TrackingError } from './tracking-error.ts'
import { validateEvent } from './validate-event.ts'

interface Strictness {
  /** True where a built-in property has to be declared. */
  readonly strict: boolean
  readonly warn: (message: string) => void
}

/**
 * Checks what the end point checks that counts, in development and test. The browser sends a built-in
 * property that is not declared, but the end point drops it: that is warned of, or refused.
 *
 * @throws {TrackingError} as `validateEvent` does; `INVALID_PROPERTY` where it is strict.
 */
export function validateFrontendEvent(
  catalog: Catalog,
  name: string,
  identifiers: Identifiers,
  properties: AdditionalProperties,
  { strict, warn }: Strictness,
): EventDefinition {
  return validateEvent(catalog, name, identifiers, properties, ({ action, file, line }, key) => {
    const where = `under additional_properties in ${file}:${line}`
    if (strict) {
      throw new TrackingError(
        'INVALID_PROPERTY',
        action,
        `Undocumented property: ${key} for event_name: ${action}`,
        `Declare it ${where}, or leave it out.`,
      )
    }
    if (!Object.hasOwn(sentByBrowser(properties), key)) return
    warn(
      `Tracking event: ${action}, undocumented property: ${key}. The browser sends it, but the back end drops it. Declare it ${where}.`,
    )
  })
}
