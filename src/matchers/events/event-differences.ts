import {
  type Difference,
  type Equal,
  fieldDifferences,
  isAsymmetric,
  type MatcherContext,
} from '../../assertions/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import { comparableContexts, contextDifferences } from './context-differences.ts'
import { equalityOf } from './equality-of.ts'
import { EXPECTED_FIELDS, type ExpectedEvent, IDENTIFIERS, isIdentifier } from './expected-event.ts'
import {
  expectedNamespace,
  identifierDifferences,
  shownIdentifier,
} from './identifier-differences.ts'
import { withoutUndefined } from './without-undefined.ts'

/** The context of a matcher, and the salt that tells the users of events which carry a hash alone. */
export interface EventComparison extends MatcherContext {
  readonly userIdSalt?: string | null | undefined
}

/** Yields every field in which an event differs, in the order in which messages name them. */
export type CompareEvent = (event: TrackedEvent) => Generator<Difference>

/**
 * Returns the function that compares events with an expectation. With `namedOnly`, what is left out is
 * not compared; `undefined` is left out.
 */
export function comparisonWith(
  given: ExpectedEvent,
  context: EventComparison,
  namedOnly = false,
): CompareEvent {
  const expected = namedOnly ? withoutUndefined(given) : given
  const equal = equalityOf(context)
  const identifiers = IDENTIFIERS.filter((field) => !namedOnly || expected[field] !== undefined)
  return function* differences(event) {
    for (const field of identifiers) {
      yield* identifierDifferences(field, event, expected, equal, context.userIdSalt)
    }
    yield* fieldsOfEvent(event, expected, equal)
    yield* propertyDifferences(event, expected, equal, namedOnly)
    yield* contextDifferences(event, expected, equal)
  }
}

function* fieldsOfEvent(
  event: TrackedEvent,
  expected: ExpectedEvent,
  equal: Equal,
): Generator<Difference> {
  for (const field of ['category', 'featureEnabledByNamespaceIds'] as const) {
    const wanted = expected[field]
    const recorded = wanted === null ? (event[field] ?? null) : event[field]
    if (wanted !== undefined && !equal(recorded, wanted)) {
      yield { field, expected: wanted ?? undefined, recorded: event[field] }
    }
  }
}

/** Returns the function that tells whether an event is as expected, in the same way. */
export function matcherOf(
  expected: ExpectedEvent | undefined,
  context: EventComparison,
  namedOnly = false,
): (event: TrackedEvent) => boolean {
  if (expected === undefined) return () => true
  const differences = comparisonWith(expected, context, namedOnly)
  return (event) => differences(event).next().done === true
}

function* propertyDifferences(
  { additionalProperties }: TrackedEvent,
  { additionalProperties: wanted }: ExpectedEvent,
  equal: Equal,
  namedOnly: boolean,
): Generator<Difference> {
  const all = present(additionalProperties)
  if (isAsymmetric(wanted)) {
    yield* fieldDifferences('additionalProperties', all, wanted, equal)
  } else if (wanted !== undefined) {
    yield* keyDifferences(namedOnly ? pick(all, Object.keys(wanted)) : all, present(wanted), equal)
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
function present(properties: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value != null))
}

/** Returns the objects that the runner draws its diff of: the fields of `.with()`, ids alone. */
export function comparable(
  event: TrackedEvent,
  expected: ExpectedEvent,
  context: MatcherContext,
): { actual: Record<string, unknown>; expected: Record<string, unknown> } {
  const actual: Record<string, unknown> = {}
  const wanted: Record<string, unknown> = {}
  const put = (into: Record<string, unknown>, field: string, value: unknown, like: unknown) => {
    if (value != null) into[field] = shownIdentifier(field, value, like)
  }
  const recorded = {
    ...event,
    ...comparableContexts(event, expected, equalityOf(context)),
  }
  for (const field of EXPECTED_FIELDS) {
    if (!isIdentifier(field) && expected[field] === undefined) continue
    const own = field === 'namespace' ? expectedNamespace(event, expected) : expected[field]
    put(actual, field, recorded[field as keyof typeof recorded], own)
    put(wanted, field, own, own)
  }
  return { actual, expected: wanted }
}
