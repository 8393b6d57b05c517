import type { SelectionRule } from '../definitions/index.ts'
import type { EntryId } from './test-evidence.ts'

/** A property with one value that a rule selects. */
export type FilterEntry = Extract<EntryId, { readonly kind: 'filter' }>

/** Returns the values of properties that a rule selects, without those that no event can have. */
export function filterEntries({ name, filter }: SelectionRule): FilterEntry[] {
  return [...filter].flatMap(([property, value]) =>
    typeof value === 'string' || typeof value === 'number'
      ? [{ kind: 'filter', name, property, value }]
      : [],
  )
}
