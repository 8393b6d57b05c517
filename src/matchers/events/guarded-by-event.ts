import type { Guarded } from '../../assertions/index.ts'
import { currentCatalog } from '../../fakes/index.ts'
import { type TrackedEvent, trackedEvent } from '../../tracking/index.ts'
import { CONTEXT_FIELDS } from './expected-contexts.ts'
import { type ExpectedEvent, IDENTIFIERS } from './expected-event.ts'

/** Values that no test expects, of the types that properties have. */
const OTHER_TEXT = 'another value than the one that was tracked'
const OTHER_NUMBER = -987654321.5

/**
 * Yields what a claim would fail without, that holds for an event: the event, and the properties
 * whose value it tells from another one. This is tried, so that it is right for any asymmetric
 * matcher. `matches` is what the claim asks of an event, where it has a `.with()`.
 */
export function* guardedByEvent(
  event: TrackedEvent,
  expected: ExpectedEvent | undefined,
  matches: (event: TrackedEvent) => boolean,
): Generator<Guarded> {
  const entry = { kind: 'event', name: event.name } as const
  if (!expected) {
    yield { entry }
    return
  }
  const holds = (changes: Partial<TrackedEvent>) => tryMatch(matches, { ...event, ...changes })
  yield holds(allChanged(event)) && comparesNoContext(expected)
    ? { entry, weak: 'its .with() accepts any values' }
    : { entry }
  for (const property of Object.keys(event.additionalProperties)) {
    yield* guardedProperty(event, property, holds)
  }
}

function* guardedProperty(
  { name, additionalProperties }: TrackedEvent,
  property: string,
  holds: (changes: Partial<TrackedEvent>) => boolean,
): Generator<Guarded> {
  const { [property]: value, ...others } = additionalProperties
  if (value == null) return
  const entry = { kind: 'property', name, property } as const
  if (holds({ additionalProperties: { ...others, [property]: otherThan(value) } })) {
    if (holds({ additionalProperties: others })) return
    yield { entry, weak: `its .with() accepts any ${property}` }
    return
  }
  yield { entry }
  if (typeof value === 'string' || typeof value === 'number') {
    yield { entry: { kind: 'filter', name, property, value } }
  }
}

/** A matcher of the test's own may throw for what it does not expect, which is no match. */
function tryMatch(
  matches: (event: TrackedEvent) => boolean,
  event: Omit<TrackedEvent, 'contexts'>,
): boolean {
  try {
    return matches(trackedEvent(event))
  } catch {
    return false
  }
}

/** Returns other values for all that an event carries, and for the properties that it may carry. */
function allChanged(event: TrackedEvent): Partial<TrackedEvent> {
  const declared = currentCatalog().definitionOf(event.name)?.additionalProperties ?? []
  const names = new Set([...declared, ...Object.keys(event.additionalProperties)])
  const identifiers = IDENTIFIERS.filter((field) => event[field] != null)
  return {
    ...Object.fromEntries(identifiers.map((field) => [field, { id: OTHER_TEXT }])),
    category: OTHER_TEXT,
    ...(event.featureEnabledByNamespaceIds && { featureEnabledByNamespaceIds: [OTHER_NUMBER] }),
    additionalProperties: Object.fromEntries(
      Array.from(names, (name) => [name, otherThan(event.additionalProperties[name])]),
    ),
  }
}

function otherThan(value: unknown): unknown {
  return typeof value === 'number' ? OTHER_NUMBER : OTHER_TEXT
}

function comparesNoContext(expected: ExpectedEvent): boolean {
  return CONTEXT_FIELDS.every((field) => expected[field] === undefined)
}
