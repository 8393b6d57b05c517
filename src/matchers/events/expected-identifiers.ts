import { isAsymmetric, namedFields, refusesTypesOf } from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import type { Misuse } from './expected-contexts.ts'

/** Values that no `expect.any()` of an identifier accepts; a class of its own does not accept them. */
const OTHERS = ['text', 1, 1n, true, Symbol('other'), () => {}, []]

/** Yields the faults of a user, project or namespace in `.with()`. */
export function* identifierMisuses(field: string, expected: unknown): Generator<Misuse> {
  if (expected == null) return
  const remedy = `Pass the ${field.replace('project.', '')} that is tracked, or expect.anything().`
  const { id } = namedFields(expected)
  if (refusesIdentifiers(expected)) {
    yield { cause: `${field} is never of the type that is expected`, remedy }
  } else if (!hasId(expected)) {
    yield { cause: `${field} should be an object with an id (a string or a number)`, remedy }
  } else if (refusesTypesOf(id, ['text', 1])) {
    yield { cause: `${field}.id is never of the type that is expected`, remedy }
  } else if (typeof id === 'number' && !Number.isFinite(id)) {
    yield { cause: `${field}.id is ${id}, which no ${field} has`, remedy }
  }
  if (field === 'project' && isMapping(expected)) {
    yield* identifierMisuses('project.namespace', expected['namespace'])
  }
}

function refusesIdentifiers(expected: unknown): boolean {
  if (!refusesTypesOf(expected, [{ id: 1 }])) return false
  // An instance of a class keeps it when it is tracked.
  const isOfOthers = (value: unknown) => !refusesTypesOf(expected, [value])
  return OTHERS.some(isOfOthers)
}

/** Other matchers than `expect.objectContaining()` do not tell. */
function hasId(expected: unknown): boolean {
  const fields = namedFields(expected)
  const { id } = fields
  if (isAsymmetric(expected) && !('id' in fields)) return true
  return typeof id === 'string' || typeof id === 'number' || isAsymmetric(id)
}
