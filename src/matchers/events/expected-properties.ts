import { isAsymmetric, namedFields, refusesTypesOf, type Subject } from '../../assertions/index.ts'
import { type EventDefinition, isBaseProperty } from '../../definitions/index.ts'
import { misspeltName, nearestName } from '../../foundation/index.ts'
import { examplesOf, type TrackedEvent, typeFault } from '../../tracking/index.ts'
import { type Misuse, neverOfType } from './expected-contexts.ts'

const BASE = ['label', 'property', 'value']

/** Yields the properties that no event of the subject can have, wherever it comes from. */
export function* propertyMisuses(
  definition: EventDefinition,
  expected: unknown,
  subject: Subject,
): Generator<Misuse> {
  if (definition.unchecked) return
  for (const [key, value] of Object.entries(namedFields(expected))) {
    if (subject !== 'html' && isIdOfTracker(key, value)) continue
    if (isBaseProperty(key)) yield* typeMisuses(key, value)
    else if (isDeclared(definition, key)) continue
    else if (misspeltName(key, namesOf(definition))) yield undeclared(definition, key)
  }
}

/**
 * Yields the properties that none of the events could have had. A tracker of one's own is not bound
 * by the definition: a property that one of its events carries is expected with reason.
 */
export function* unmetProperties(
  definition: EventDefinition,
  expected: unknown,
  events: readonly TrackedEvent[],
): Generator<Misuse> {
  if (definition.unchecked) return
  for (const [key, value] of Object.entries(namedFields(expected))) {
    yield* unmetProperty(definition, key, value, events)
  }
}

function* unmetProperty(
  definition: EventDefinition,
  key: string,
  value: unknown,
  events: readonly TrackedEvent[],
): Generator<Misuse> {
  const bound = !events.some(({ source }) => source === 'tracker')
  if (isIdOfTracker(key, value)) {
    // An id may still come when no event has come.
    if (bound && events.length > 0) yield* typeMisuses(key, value)
  } else if (isDeclared(definition, key)) {
    if (bound) yield* typeMisuses(key, value)
  } else if (isBaseProperty(key)) {
    yield* droppedMisuses(definition, key, value, events)
  } else if (!events.some((event) => Object.hasOwn(event.additionalProperties, key))) {
    yield undeclared(definition, key)
  }
}

/** Tells whether a value is a text: services send ids in it, by a tracker of their own. */
function isIdOfTracker(key: string, value: unknown): boolean {
  if (key !== 'value') return false
  return isAsymmetric(value) ? !refusesTypesOf(value, ['text']) : typeof value === 'string'
}

function* typeMisuses(key: string, value: unknown): Generator<Misuse> {
  const never = neverOfType(`additionalProperties.${key}`)
  if (refusesTypesOf(value, examplesOf(key))) yield never
  const fault = isAsymmetric(value) ? undefined : typeFault(key, value)
  if (fault !== undefined) {
    yield { cause: `additionalProperties.${fault}`, remedy: never.remedy }
  }
}

function undeclared(definition: EventDefinition, key: string): Misuse {
  if (definition.protectedProperties.has(key)) return protectedProperty(definition, key)
  const nearest = misspeltName(key, namesOf(definition)) ?? nearestName(key, namesOf(definition))
  return {
    cause: `"${definition.action}" does not declare the property "${key}"`,
    remedy: nearest
      ? `Did you mean "${nearest}"?`
      : `Declare it under additional_properties in ${definition.file}:${definition.line}, or leave it out of .with().`,
  }
}

/** To declare it would send it to all. */
function protectedProperty({ action }: EventDefinition, key: string): Misuse {
  return {
    cause: `"${key}" is a protected property of "${action}", which only extra trackers get: it is not part of the event`,
    remedy: 'Leave it out of .with().',
  }
}

/** A tracker and the page send a built-in property that is not declared, but the back end does not. */
function* droppedMisuses(
  definition: EventDefinition,
  key: string,
  value: unknown,
  events: readonly TrackedEvent[],
): Generator<Misuse> {
  const { action, file, line } = definition
  const backendOnly = events.length > 0 && events.every(({ source }) => source === 'backend')
  if (value == null || !backendOnly) return
  if (definition.protectedProperties.has(key)) {
    yield protectedProperty(definition, key)
    return
  }
  yield {
    cause: `"${action}" does not declare the property "${key}", so the back end drops it`,
    remedy: `Declare it under additional_properties in ${file}:${line}, or leave it out of .with().`,
  }
}

function isDeclared({ additionalProperties }: EventDefinition, key: string): boolean {
  return additionalProperties.has(key)
}

/** The names that someone may have meant. */
function namesOf({ additionalProperties }: EventDefinition): string[] {
  return [...new Set([...additionalProperties, ...BASE])]
}
