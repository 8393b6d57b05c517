import type { Catalog } from '../definitions/index.ts'
import type { TrackedEvent } from './tracked-event.ts'

/**
 * Returns the properties of an event that metrics see. The front end sends more: the end point that
 * counts drops what the definition does not declare.
 */
export function countedProperties(
  catalog: Catalog,
  { name, source, additionalProperties }: TrackedEvent,
): TrackedEvent['additionalProperties'] {
  const declared = catalog.events.get(name)?.additionalProperties
  if (source !== 'frontend' || !declared) return additionalProperties
  return Object.fromEntries(
    Object.entries(additionalProperties).filter(([key]) => declared.has(key)),
  )
}
