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

/** Tells whether a matcher of the runner refuses every type of these values; others tell nothing. */
export function refusesTypesOf(expected: unknown, values: readonly unknown[]): boolean {
  if (!isAsymmetric(expected)) return false
  switch (String(expected)) {
    case 'Any':
      return !values.some((value) => expected.asymmetricMatch(value))
    case 'StringContaining':
    case 'StringMatching':
      return !values.some((value) => typeof value === 'string')
    case 'NumberCloseTo':
      return !values.some((value) => typeof value === 'number')
    case 'ArrayContaining':
      return !values.some(Array.isArray)
    case 'ObjectContaining':
      return !values.some(isMapping)
    default:
      return false
  }
}
