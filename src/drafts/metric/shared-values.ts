import { TIER_SETS } from '../draft.ts'
import type { KnownEvent } from '../repository/known-event.ts'
import type { SharedAnswers } from '../repository/shared-attributes.ts'

/**
 * Returns the attributes that a new metric may copy from its events: those that all events share
 * which have any, and every known category of one of them.
 */
export function sharedValues(
  events: readonly KnownEvent[],
  knownCategories: readonly string[],
): Partial<SharedAnswers> {
  const url = onlyOne(events.map((event) => event.url))
  const group = onlyOne(events.map((event) => event.group))
  const tierNames = onlyOne(events.map(({ tiers }) => tiers && [...tiers].sort().join(' ')))
  const tiers = TIER_SETS.find((set) => set.join(' ') === tierNames)
  const own = new Set(events.flatMap((event) => event.categories))
  const categories = knownCategories.filter((category) => own.has(category))
  return {
    ...(url === undefined ? {} : { url }),
    ...(group === undefined ? {} : { group }),
    ...(tiers === undefined ? {} : { tiers }),
    ...(categories.length > 0 ? { categories } : {}),
  }
}

function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  const [value, ...others] = new Set(values.filter((value) => value !== undefined))
  return others.length === 0 ? value : undefined
}
