import { isMapping } from '../foundation/index.ts'
import { isAsymmetric, namedFields } from './asymmetric-matcher.ts'
import type { Difference } from './near-miss.ts'

export type Equal = (recorded: unknown, expected: unknown) => boolean

/** The levels that are told apart: what holds itself has no end. */
const DEPTH = 4

/**
 * Yields the fields in which a recorded value differs, at any depth: those that an object or
 * `expect.objectContaining()` names. In the latter, `null` is absent, too.
 */
export function* fieldDifferences(
  field: string,
  recorded: unknown,
  expected: unknown,
  equal: Equal,
  depth: number = DEPTH,
): Generator<Difference> {
  const compared = isAsymmetric(expected) ? withNulls(recorded, expected) : recorded
  if (equal(compared, expected)) return
  if (!isMapping(compared) || !isMapping(expected) || depth === 0) {
    yield { field, expected, recorded }
    return
  }
  const fields: Partial<Record<string, unknown>> = namedFields(expected)
  let named = false
  const others = isAsymmetric(expected) ? [] : Object.keys(compared)
  for (const key of new Set([...Object.keys(fields), ...others])) {
    const wanted = Object.hasOwn(fields, key) ? fields[key] : undefined
    const name = `${field}.${key}`
    for (const difference of fieldDifferences(name, compared[key], wanted, equal, depth - 1)) {
      named = true
      yield difference
    }
  }
  if (!named) yield { field, expected, recorded }
}

function withNulls(recorded: unknown, expected: unknown): unknown {
  if (!isMapping(recorded)) return recorded
  const absent = Object.entries(namedFields(expected)).filter(
    ([key, value]) => value === null && recorded[key] === undefined,
  )
  return absent.length > 0 ? { ...recorded, ...Object.fromEntries(absent) } : recorded
}
