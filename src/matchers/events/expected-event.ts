import type { Difference, MatcherContext } from '../../assertions/index.ts'
import { type AsymmetricMatcher, isAsymmetric, matcherError } from '../../assertions/index.ts'
import type { Identifiable, Project } from '../../definitions/index.ts'
import { isMapping, sha256 } from '../../foundation/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import {
  CONTEXT_FIELDS,
  comparableContexts,
  contextDifferences,
  contextMisuse,
  type ExpectedContexts,
} from './expected-contexts.ts'

/** What `.with()` takes. Identifiers that are left out must be absent from the event. */
export interface ExpectedEvent extends ExpectedContexts {
  user?: Identifiable | AsymmetricMatcher | null | undefined
  project?: Project | AsymmetricMatcher | null | undefined
  /** Default: the project's namespace. */
  namespace?: Identifiable | AsymmetricMatcher | null | undefined
  /** Checked when given. */
  category?: string | AsymmetricMatcher | undefined
  /** Checked when given. */
  featureEnabledByNamespaceIds?: readonly unknown[] | AsymmetricMatcher | undefined
  /** Checked when given; must be equal. `expect.objectContaining({…})` accepts a part. */
  additionalProperties?: Readonly<Record<string, unknown>> | AsymmetricMatcher | undefined
}

const IDENTIFIERS = ['user', 'project', 'namespace'] as const

/** The fields of `.with()`, in the order in which messages show them. */
export const EXPECTED_FIELDS: readonly (keyof ExpectedEvent)[] = [
  ...IDENTIFIERS,
  'category',
  'featureEnabledByNamespaceIds',
  'additionalProperties',
  ...CONTEXT_FIELDS,
]

/** @throws {MatcherError} `INVALID_EXPECTATION` for what `.with()` cannot compare. */
export function checkExpectedEvent(
  call: string,
  expected: unknown,
  fields: readonly string[] = EXPECTED_FIELDS,
  subject: 'block' | 'html' = 'block',
): void {
  const fail = (cause: string, remedy: string) =>
    matcherError('INVALID_EXPECTATION', `expect(${subject}).${call}.with()`, cause, remedy)
  if (expected === null || typeof expected !== 'object' || isAsymmetric(expected)) {
    throw fail('it takes an object of fields', `Pass an object with some of: ${fields.join(', ')}.`)
  }
  for (const key of Object.keys(expected)) {
    if (fields.includes(key)) continue
    const known = (EXPECTED_FIELDS as readonly string[]).includes(key)
    throw fail(
      known
        ? `rendered HTML says nothing of ${key}, which comes from the page`
        : `unknown field "${key}"`,
      `Fields are ${fields.join(', ')}; other properties go under additionalProperties.`,
    )
  }
  for (const key of IDENTIFIERS) {
    const value: unknown = (expected as ExpectedEvent)[key]
    if (value == null || isAsymmetric(value)) continue
    const { id } = value as { id?: unknown }
    if (typeof id !== 'string' && typeof id !== 'number') {
      throw fail(
        `${key} should be an object with an id (a string or a number)`,
        `Pass the ${key} that is tracked, or expect.anything().`,
      )
    }
  }
  const { additionalProperties } = expected as ExpectedEvent
  if (additionalProperties !== undefined && !isMapping(additionalProperties)) {
    throw fail(
      'additionalProperties should be an object',
      'Pass the properties that you expect, {} for none.',
    )
  }
  const misuse = contextMisuse(expected as ExpectedEvent)
  if (misuse) throw fail(misuse.cause, misuse.remedy)
}

/** Every field in which an event differs, in the order in which messages name them. */
export function* differences(
  event: TrackedEvent,
  expected: ExpectedEvent,
  { equals, customTesters = [] }: MatcherContext,
): Generator<Difference> {
  const equal = (actual: unknown, wanted: unknown) => equals(actual, wanted, [...customTesters])

  for (const field of IDENTIFIERS) {
    const wanted = field === 'namespace' ? expectedNamespace(event, expected) : expected[field]
    const recorded = event[field]
    const same = isAsymmetric(wanted)
      ? equal(recorded, wanted)
      : sameIdentifier(event, recorded, wanted)
    if (!same) yield { field, expected: wanted ?? undefined, recorded: recorded ?? undefined }
  }
  for (const field of ['category', 'featureEnabledByNamespaceIds'] as const) {
    const wanted = expected[field]
    if (wanted !== undefined && !equal(event[field], wanted)) {
      yield { field, expected: wanted, recorded: event[field] }
    }
  }
  yield* propertyDifferences(event, expected, equal)
  yield* contextDifferences(event, expected, equal)
}

function* propertyDifferences(
  { additionalProperties: recorded }: TrackedEvent,
  { additionalProperties: wanted }: ExpectedEvent,
  equal: (actual: unknown, wanted: unknown) => boolean,
): Generator<Difference> {
  if (wanted === undefined || equal(recorded, wanted)) return
  const keys = isAsymmetric(wanted)
    ? []
    : [...new Set([...Object.keys(wanted), ...Object.keys(recorded)])]
  const own = (object: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(object, key) ? object[key] : undefined
  const differing = keys.filter(
    (key) => !equal(own(recorded, key), own(wanted as Readonly<Record<string, unknown>>, key)),
  )
  if (differing.length === 0) {
    yield { field: 'additionalProperties', expected: wanted, recorded }
  }
  for (const key of differing) {
    yield {
      field: `additionalProperties.${key}`,
      expected: own(wanted as Readonly<Record<string, unknown>>, key),
      recorded: own(recorded, key),
    }
  }
}

/** What the runner compares to draw its diff: the fields that `.with()` is about, ids alone. */
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

/** Identifiers are compared by their ids alone, and shown so; other fields as they are. */
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
