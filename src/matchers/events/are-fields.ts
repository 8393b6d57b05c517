import { isAsymmetric } from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'

/** Tells whether `.with()` was given an object of fields: a map or a matcher has none of its own. */
export function areFields(expected: unknown): expected is Record<string, unknown> {
  return isMapping(expected) && !isAsymmetric(expected) && !(Symbol.iterator in expected)
}
