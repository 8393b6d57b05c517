import type { MatcherContext } from '../../assertions/index.ts'

/** Compares by value as the runner does, maps and sets too. */
export function sameValue(
  actual: unknown,
  expected: unknown,
  { equals, customTesters = [], utils }: MatcherContext,
): boolean {
  const iterables = utils.iterableEquality ? [utils.iterableEquality] : []
  return equals(actual, expected, [...customTesters, ...iterables])
}
