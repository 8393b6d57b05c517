import { isAsymmetric } from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { copyIdentifier, copyProject } from '../../tracking/index.ts'

/** Copies the argument of `.with()`, but for asymmetric matchers. */
export function copyExpected<Expected extends object>(expected: Expected): Expected {
  return Object.fromEntries(
    Object.entries(expected).map(([field, value]) => [field, copyField(field, value)]),
  ) as Expected
}

function copyField(field: string, value: unknown): unknown {
  if (!isMapping(value) || isAsymmetric(value)) return copyPlain(value)
  if (field === 'project') return copyProject(value as never)
  if (field === 'user' || field === 'namespace') return copyIdentifier(value as never)
  return copyPlain(value)
}

/** Copies lists and plain objects at any depth; returns all else as it is. */
function copyPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyPlain)
  if (!isMapping(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, copyPlain(own)]))
}
