import type { AiUsageEventStore } from '../ai-usage-events/index.ts'

/** Returns the object that stands for the rows of a store: two stores with the same have the same rows. */
export function placeOf(store: AiUsageEventStore): object {
  const { place } = store
  return typeof place === 'object' && place !== null ? place : store
}
