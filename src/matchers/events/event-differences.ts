import { type Difference, isAsymmetric, type MatcherContext } from '../../assertions/index.ts'
import type { Identifiable } from '../../definitions/index.ts'
import { sha256 } from '../../foundation/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import { comparableContexts, contextDifferences, type Equal } from './context-differences.ts'
import { EXPECTED_FIELDS, type ExpectedEvent, IDENTIFIERS } from './expected-event.ts'

/** Yields every field in which an event differs, in the order in which messages name them. */
export function* differences(
  event: TrackedEvent,
  expected: ExpectedEvent,
  { equals, customTesters = [] }: MatcherContext,
): Generator<Difference> {
  const equal = (actual: unknown, wanted: unknown) => equals(actual, wanted, [...customTesters])
  yield* identifierDifferences(event, expected, equal)
  for (const field of ['category', 'featureEnabledByNamespaceIds'] as const) {
    const wanted = expected[field]
    if (wanted !== undefined && !equal(event[field], wanted)) {
      yield { field, expected: wanted, recorded: event[field] }
    }
  }
  yield* propertyDifferences(event, expected, equal)
  yield* contextDifferences(event, expected, equal)
}

function* identifierDifferences(
  event: TrackedEvent,
  expected: ExpectedEvent,
  equal: Equal,
): Generator<Difference> {
  for (const field of IDENTIFIERS) {
    const wanted = field === 'namespace' ? expectedNamespace(event, expected) : expected[field]
    const recorded = event[field]
    const same = isAsymmetric(wanted)
      ? equal(recorded, wanted)
      : sameIdentifier(event, recorded, wanted)
    if (!same) yield { field, expected: wanted ?? undefined, recorded: recorded ?? undefined }
  }
}

function* propertyDifferences(
  { additionalProperties: recorded }: TrackedEvent,
  { additionalProperties: wanted }: ExpectedEvent,
  equal: Equal,
): Generator<Difference> {
  if (wanted === undefined || equal(recorded, wanted)) return
  const keys = isAsymmetric(wanted) ? [] : [...Object.keys(wanted), ...Object.keys(recorded)]
  const own = (object: object, key: string): unknown =>
    Object.getOwnPropertyDescriptor(object, key)?.value
  const differing = [...new Set(keys)].filter((key) => !equal(own(recorded, key), own(wanted, key)))
  if (differing.length === 0) {
    yield { field: 'additionalProperties', expected: wanted, recorded }
  }
  for (const key of differing) {
    yield {
      field: `additionalProperties.${key}`,
      expected: own(wanted, key),
      recorded: own(recorded, key),
    }
  }
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
