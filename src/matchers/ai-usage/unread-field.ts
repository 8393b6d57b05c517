import type { MatcherContext } from '../../assertions/index.ts'
import type { OwnAiUsage } from '../../fakes/index.ts'
import { type ExpectedUsage, isSame, shown } from './expected-usage.ts'

/** The fields of `.with()` that `where` of `useAiUsageEventStore` is about, and their names there. */
export const ID_FIELDS = { user: 'userId', namespace: 'namespaceId' } as const
export const FIELDS = ['user', 'namespace'] as const

/** Returns the field of which rows of other writers are read with another id alone than is expected. */
export function unreadField(
  where: OwnAiUsage,
  expected: ExpectedUsage,
  { equals, customTesters = [] }: MatcherContext,
): (typeof FIELDS)[number] | undefined {
  const equal = (actual: unknown, wanted: unknown) => equals(actual, wanted, [...customTesters])
  return FIELDS.find((field) => {
    const id = where[ID_FIELDS[field]]
    const wanted = shown(field, expected[field])
    if (id === undefined || wanted === undefined) return false
    // An asymmetric matcher sees the id as a row has it: a number, or text beyond 2^53.
    const asRows = Number.isSafeInteger(Number(id)) ? Number(id) : id
    return !isSame(field, { id: asRows }, wanted, equal)
  })
}
