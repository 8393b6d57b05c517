import { isMapping } from '../foundation/index.ts'

/** Any asymmetric matcher of a runner, such as `expect.anything()`. */
export interface AsymmetricMatcher {
  asymmetricMatch(other: unknown): boolean
}

export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return typeof (value as AsymmetricMatcher | null)?.asymmetricMatch === 'function'
}

/**
 * Returns the fields that an expectation names: those of an object, or of what
 * `expect.objectContaining()` was given.
 */
export function namedFields(expected: unknown): Readonly<Record<string, unknown>> {
  const { sample } = expected as { sample?: unknown }
  const fields = isAsymmetric(expected)
    ? String(expected) === 'ObjectContaining' && sample
    : expected
  return isMapping(fields) ? fields : {}
}

/** Tells whether `expect.any(Type)` refuses all of the values; other expectations tell nothing. */
export function isAnyButOf(expected: unknown, values: readonly unknown[]): boolean {
  return (
    isAsymmetric(expected) &&
    String(expected) === 'Any' &&
    !values.some((value) => expected.asymmetricMatch(value))
  )
}
