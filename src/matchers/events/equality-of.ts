import type { Equal, MatcherContext } from '../../assertions/index.ts'

/** Returns how the fields of events are compared: as the runner does, and integers over 2^53 by their number. */
export function equalityOf({ equals, customTesters = [] }: MatcherContext): Equal {
  const testers = [...customTesters, sameInteger]
  return (recorded, expected) => equals(recorded, expected, testers)
}

/**
 * Compares an integer that came as JSON, where it keeps its digits, with a number: with its value, or
 * with the digits that JavaScript writes for it.
 */
function sameInteger(one: unknown, other: unknown): boolean | undefined {
  if (typeof one === 'number' && typeof other === 'bigint') return sameInteger(other, one)
  if (typeof one !== 'bigint' || typeof other !== 'number') return undefined
  return Number.isInteger(other) && (one === BigInt(other) || String(one) === String(other))
}
