import type { Identifiable } from '../definitions/index.ts'
import type { TrackedEvent } from './tracked-event.ts'

/** The part of an event that has its identifiers and properties. */
export type GivenValues = Pick<
  TrackedEvent,
  'user' | 'project' | 'namespace' | 'featureEnabledByNamespaceIds' | 'additionalProperties'
>

/** The options of `trackInternalEvent` that give the identifiers of rules. */
const OPTIONS = new Map([
  ['user', 'user'],
  ['project', 'project'],
  ['namespace', 'namespace'],
  ['feature_enabled_by_namespace_ids', 'featureEnabledByNamespaceIds'],
] as const)

/** Returns the value that an event has under the name that a rule gives it. */
export function givenValue(name: string, event: GivenValues): unknown {
  const { additionalProperties } = event
  if (Object.hasOwn(additionalProperties, name)) return additionalProperties[name]
  const option = OPTIONS.get(name as 'user')
  return option && event[option]
}

/** Returns the option of `trackInternalEvent` that gives such a value, as code is written. */
export function optionOf(name: string): string {
  return OPTIONS.get(name as 'user') ?? `additionalProperties: { ${name} }`
}

/**
 * Returns the member that a unique rule adds for an event, or `undefined` when the event lacks the
 * value: the `id` of an object, whatever its type; else the value itself, of which 1 is not '1'.
 *
 * Ruby hashes all but ids, strings with a seed of the process; the value itself is as distinct, and
 * stable.
 */
export function uniqueMember(name: string, event: GivenValues): string | undefined {
  const value = givenValue(name, event)
  if (value == null) return undefined
  return isIdentifiable(value) ? String(value.id) : JSON.stringify(value)
}

export function isIdentifiable(value: unknown): value is Identifiable {
  return typeof value === 'object' && value !== null && 'id' in value
}
