import type { Equal, MatcherContext } from '../../assertions/index.ts'

/** Returns how the fields of events are compared: as the runner does, but numbers as JSON writes them. */
export function equalityOf({ equals, customTesters = [] }: MatcherContext): Equal {
  const testers = [...customTesters, sameNumber]
  return (recorded, expected) => equals(recorded, expected, testers)
}

/**
 * Compares an integer that came as JSON, where it keeps its digits, with a number: with its value, or
 * with the digits that JavaScript writes for it. JSON has one zero.
 */
function sameNumber(one: unknown, other: unknown): boolean | undefined {
  if (one === 0 && other === 0) return true
  if (typeof one === 'number' && typeof other === 'bigint') return sameNumber(other, one)
  if (typeof one !== 'bigint' || typeof other !== 'number') return undefined
  return Number.isInteger(other) && (one === BigInt(other) || String(one) === String(other))
}
