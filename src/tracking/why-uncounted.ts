import { type Catalog, failedFilterKey, type SelectionRule } from '../definitions/index.ts'
import { countedProperties } from './counted-properties.ts'
import { uniqueMember } from './given-value.ts'
import type { TrackedEvent } from './tracked-event.ts'

/** The reason why a rule does not count an event. */
export type Uncounted =
  | 'sent by a tracker'
  | 'without a user of the page'
  | 'without value'
  | 'without member'
  | { readonly failedKey: string; readonly properties: TrackedEvent['additionalProperties'] }

/** Returns why a rule leaves an event of its name out, or `undefined` when the rule counts it. */
export function whyUncounted(
  catalog: Catalog,
  rule: SelectionRule,
  event: TrackedEvent,
): Uncounted | undefined {
  if (event.source === 'tracker') return 'sent by a tracker'
  if (event.source === 'frontend' && event.user == null) return 'without a user of the page'
  const properties = countedProperties(catalog, event)
  const failedKey = failedFilterKey(rule, properties)
  if (failedKey !== undefined) return { failedKey, properties }
  if (rule.operator === 'sum(value)' && typeof properties['value'] !== 'number') {
    return 'without value'
  }
  if (rule.unique !== undefined && uniqueMember(rule.unique, event) === undefined) {
    return 'without member'
  }
  return undefined
}
