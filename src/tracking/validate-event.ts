import {
  type AdditionalProperties,
  type Catalog,
  type EventDefinition,
  type Identifiers,
  isBaseProperty,
  propertyType,
} from '../definitions/index.ts'
import { isMapping, isPromiseLike, nearestName } from '../foundation/index.ts'
import { isIdentifiable } from './given-value.ts'
import { TrackingError } from './tracking-error.ts'

const IDENTIFIERS = ['user', 'project', 'namespace'] as const

/** Returns the fault of a value that no event can have as this property; nil has none. */
export function typeFault(key: string, value: unknown): string | undefined {
  const { wanted, accepts } = propertyType(key)
  if (value == null || accepts(value)) return undefined
  return `${key} should be ${wanted}, but is ${describe(value)}`
}

/** Returns values of the types that an event can have as this property. */
export function examplesOf(key: string): readonly unknown[] {
  const { accepts } = propertyType(key)
  return ['text', 1].filter(accepts)
}

/**
 * Checks what `Gitlab::Tracking::EventValidator#validate!` checks, with its errors. Nil is always
 * accepted. A base property that is not declared is only told of; the router drops it.
 */
export function validateEvent(
  catalog: Catalog,
  name: string,
  identifiers: Identifiers,
  properties: AdditionalProperties,
  onUndocumented: (event: EventDefinition, key: string) => void,
): EventDefinition {
  const event = definitionOf(catalog, name)
  for (const key of IDENTIFIERS) {
    const id = (identifiers[key] as { id?: unknown } | null | undefined)?.id
    if (identifiers[key] != null && !isId(id)) {
      throw invalidType(name, key, 'an object with an id (a string or a number)', identifiers[key])
    }
  }
  checkIds(name, identifiers)
  if (event.unchecked) return event
  for (const [key, value] of Object.entries(properties)) {
    validateProperty(event, key, value, onUndocumented)
  }
  return event
}

function checkIds(name: string, { featureEnabledByNamespaceIds: ids }: Identifiers): void {
  if (ids == null || (Array.isArray(ids) && ids.every(isId))) return
  throw invalidType(name, 'featureEnabledByNamespaceIds', 'a list of ids', ids)
}

/**
 * Checks that an argument is an object, before anything reads it: a promise or a map has no fields.
 *
 * @throws {TrackingError} `INVALID_PROPERTY_TYPE`
 */
export function checkObject(name: string, key: string, value: unknown, holds = 'properties'): void {
  if (isMapping(value) && !isPromiseLike(value) && !(Symbol.iterator in value)) return
  throw invalidType(name, key, `an object of ${holds}`, value)
}

/**
 * Checks the types of properties, whether or not the definition declares them.
 *
 * @throws {TrackingError} `INVALID_PROPERTY_TYPE`
 */
export function checkTypes(event: EventDefinition, properties: AdditionalProperties): void {
  if (event.unchecked) return
  for (const [key, value] of Object.entries(properties)) {
    if (!event.protectedProperties.has(key) || isBaseProperty(key)) {
      checkType(event.action, key, value)
    }
  }
}

function definitionOf(catalog: Catalog, name: string): EventDefinition {
  const fault = catalog.eventFault(name)
  if (fault) {
    const { file, line, cause, remedy } = fault
    throw new TrackingError(
      'UNKNOWN_EVENT',
      name,
      `Unknown event: ${name}, its definition ${file}:${line} cannot be used: ${cause}`,
      remedy,
    )
  }
  const event = catalog.definitionOf(name)
  if (event?.removed) {
    throw new TrackingError(
      'REMOVED_EVENT',
      name,
      `Unknown event: ${name}, its definition ${event.file}:${event.line} has status: removed`,
      'Stop tracking it, or restore its definition.',
    )
  }
  if (event?.internal) return event
  throw new TrackingError(
    'UNKNOWN_EVENT',
    name,
    event
      ? `Unknown event: ${name}, its definition ${event.file}:${event.line} has no internal_events: true`
      : `Unknown event: ${name}`,
    event ? 'Add internal_events: true to it.' : catalog.remedyForUndefined(String(name)),
  )
}

function validateProperty(
  event: EventDefinition,
  key: string,
  value: unknown,
  onUndocumented: (event: EventDefinition, key: string) => void,
): void {
  const isProtected = event.protectedProperties.has(key)
  if (isProtected && !isBaseProperty(key)) return
  checkType(event.action, key, value)
  if (isProtected || event.additionalProperties.has(key)) return
  if (isBaseProperty(key)) {
    onUndocumented(event, key)
    return
  }
  const declared = [...event.additionalProperties]
  const nearest = nearestName(key, declared)
  throw new TrackingError(
    'INVALID_PROPERTY',
    event.action,
    `Unknown additional property: ${key} for event_name: ${event.action}`,
    nearest === undefined
      ? `Declare it under additional_properties in ${event.file}:${event.line}.`
      : `Did you mean "${nearest}"?`,
  )
}

/** @throws {TrackingError} `INVALID_PROPERTY_TYPE` for a value that no event can have as this property. */
function checkType(name: string, key: string, value: unknown): void {
  const { wanted, accepts } = propertyType(key)
  if (value == null || accepts(value)) return
  throw invalidType(name, key, wanted, value, placeOfIdentifier(key, value))
}

/** Returns the place of an identifier that was given as a property. */
function placeOfIdentifier(key: string, value: unknown): string | undefined {
  if (!IDENTIFIERS.some((name) => name === key) || !isIdentifiable(value)) return undefined
  return `The front end takes it from the page, setPageContext({ ${key} }), and the back end beside the properties: trackInternalEvent(name, { ${key} }).`
}

function invalidType(
  event: string,
  key: string,
  wanted: string,
  value: unknown,
  remedy = `Pass ${wanted}, or leave ${key} out.`,
): TrackingError {
  return new TrackingError(
    'INVALID_PROPERTY_TYPE',
    event,
    `${key} should be ${wanted}, but is ${describe(value)}`,
    remedy,
  )
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null) return 'null'
  if (typeof value === 'object') return describeObject(value)
  return typeof value === 'number' ? String(value) : `a ${typeof value}`
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return 'an array'
  if (isPromiseLike(value)) return 'a promise'
  if (value instanceof Map) return 'a Map'
  return 'another object'
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || isNumber(value)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
