import type { MatcherContext } from '../../assertions/index.ts'
import { bytesOf, isObject, isShownByText, kindOf } from './kind-of-object.ts'

/** Compares by value as `toEqual` of the runner does, maps and sets, buffers and URLs too. */
export function sameValue(
  actual: unknown,
  expected: unknown,
  { equals, customTesters = [], utils }: MatcherContext,
): boolean {
  const iterables = utils.iterableEquality ? [utils.iterableEquality] : []
  return equals(actual, expected, [...customTesters, sameContent, ...iterables])
}

/** Returns what the testers say that a test has added, `undefined` where they leave it open. */
export function askTesters(
  actual: unknown,
  expected: unknown,
  { equals, customTesters = [] }: MatcherContext,
): boolean | undefined {
  for (const tester of customTesters) {
    const verdict: boolean | undefined = tester.call({ equals }, actual, expected, customTesters)
    if (verdict !== undefined) return verdict
  }
  return undefined
}

/** Compares buffers and URLs, which some runners take for equal whatever they hold. */
export function sameContent(actual: unknown, expected: unknown): boolean | undefined {
  if (!isObject(actual) || !isObject(expected) || kindOf(actual) !== kindOf(expected)) {
    return undefined
  }
  const bytes = bytesOf(actual)
  if (bytes) return sameBytes(bytes, bytesOf(expected) as Uint8Array)
  return isShownByText(actual) ? String(actual) === String(expected) : undefined
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
