import {
  type Difference,
  isAsymmetric,
  type MatcherContext,
  namedFields,
} from '../../assertions/index.ts'
import type { Identifiable } from '../../definitions/index.ts'
import { sha256 } from '../../foundation/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import { comparableContexts, contextDifferences, type Equal } from './context-differences.ts'
import { EXPECTED_FIELDS, type ExpectedEvent, IDENTIFIERS } from './expected-event.ts'

/**
 * Yields every field in which an event differs, in the order in which messages name them. With
 * `namedOnly`, identifiers and properties that are left out are not compared.
 */
export function* differences(
  event: TrackedEvent,
  expected: ExpectedEvent,
  { equals, customTesters = [] }: MatcherContext,
  namedOnly = false,
): Generator<Difference> {
  const equal = (actual: unknown, wanted: unknown) => equals(actual, wanted, [...customTesters])
  const identifiers = IDENTIFIERS.filter((field) => !namedOnly || expected[field] !== undefined)
  yield* identifierDifferences(event, expected, equal, identifiers)
  for (const field of ['category', 'featureEnabledByNamespaceIds'] as const) {
    const wanted = expected[field]
    const recorded = wanted === null ? (event[field] ?? null) : event[field]
    if (wanted !== undefined && !equal(recorded, wanted)) {
      yield { field, expected: wanted ?? undefined, recorded: event[field] }
    }
  }
  yield* propertyDifferences(event, expected, equal, namedOnly)
  yield* contextDifferences(event, expected, equal)
}

function* identifierDifferences(
  event: TrackedEvent,
  expected: ExpectedEvent,
  equal: Equal,
  fields: readonly (typeof IDENTIFIERS)[number][],
): Generator<Difference> {
  for (const field of fields) {
    const wanted = field === 'namespace' ? expectedNamespace(event, expected) : expected[field]
    const recorded = event[field]
    const same = isAsymmetric(wanted)
      ? equal(recorded, wanted)
      : sameIdentifier(event, recorded, wanted)
    if (!same) yield { field, expected: wanted ?? undefined, recorded: recorded ?? undefined }
  }
}

function* propertyDifferences(
  { additionalProperties }: TrackedEvent,
  { additionalProperties: wanted }: ExpectedEvent,
  equal: Equal,
  namedOnly: boolean,
): Generator<Difference> {
  const all = given(additionalProperties)
  if (isAsymmetric(wanted)) {
    // Absent is null, also in what expect.objectContaining() was given.
    const fields = Object.entries(namedFields(wanted))
    const absent = Object.fromEntries(fields.filter(([, value]) => value === null))
    if (equal({ ...absent, ...all }, wanted)) return
    yield { field: 'additionalProperties', expected: wanted, recorded: all }
  } else if (wanted !== undefined) {
    yield* keyDifferences(namedOnly ? pick(all, Object.keys(wanted)) : all, given(wanted), equal)
  }
}

function* keyDifferences(recorded: object, expected: object, equal: Equal): Generator<Difference> {
  if (equal(recorded, expected)) return
  const own = (object: object, key: string): unknown =>
    Object.getOwnPropertyDescriptor(object, key)?.value
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(recorded)])]
  const differing = keys.filter((key) => !equal(own(recorded, key), own(expected, key)))
  if (differing.length === 0) yield { field: 'additionalProperties', expected, recorded }
  for (const key of differing) {
    yield {
      field: `additionalProperties.${key}`,
      expected: own(expected, key),
      recorded: own(recorded, key),
    }
  }
}

function pick(properties: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key)))
}

/** Returns the properties that have a value. */
function given(properties: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value != null))
}

/** Returns the objects that the runner draws its diff of: the fields of `.with()`, ids alone. */
export function comparable(
  event: TrackedEvent,
  expected: ExpectedEvent,
  { equals, customTesters = [] }: MatcherContext,
): { actual: Record<string, unknown>; expected: Record<string, unknown> } {
  const actual: Record<string, unknown> = {}
  const wanted: Record<string, unknown> = {}
  const put = (into: Record<string, unknown>, field: string, value: unknown) => {
    if (value != null) into[field] = idAlone(field, value)
  }
  const recorded = {
    ...event,
    ...comparableContexts(event, expected, (one, other) => equals(one, other, [...customTesters])),
  }
  for (const field of EXPECTED_FIELDS) {
    const identifier = (IDENTIFIERS as readonly string[]).includes(field)
    if (!identifier && expected[field] === undefined) continue
    put(actual, field, recorded[field as keyof typeof recorded])
    put(wanted, field, field === 'namespace' ? expectedNamespace(event, expected) : expected[field])
  }
  return { actual, expected: wanted }
}

/** Reduces an identifier to its id, which alone is compared; returns other fields as they are. */
export function idAlone(field: string, value: unknown): unknown {
  if (!(IDENTIFIERS as readonly string[]).includes(field)) return value
  return typeof value === 'object' && value !== null && 'id' in value ? { id: value.id } : value
}

function expectedNamespace(event: TrackedEvent, { project, namespace }: ExpectedEvent): unknown {
  if (namespace !== undefined) return namespace
  return isAsymmetric(project) ? event.project?.namespace : project?.namespace
}

function sameIdentifier(
  event: TrackedEvent,
  recorded: Identifiable | null | undefined,
  wanted: unknown,
): boolean {
  if (recorded == null || wanted == null) return recorded == null && wanted == null
  const { id } = wanted as Identifiable
  if (event.source !== 'tracker') return recorded.id === id
  // On the wire ids have lost their type, and those of users may be digests.
  return String(recorded.id) === String(id) || recorded.id === sha256(String(id))
}
