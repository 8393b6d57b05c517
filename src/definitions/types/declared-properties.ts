import { type EventDefinition, isBaseProperty } from '../index.ts'

/** A property of an event, and the name of its type in a generated file. */
export interface DeclaredProperty {
  readonly key: string
  readonly type: 'Text' | 'Amount' | 'Custom' | 'unknown'
}

const BASE = ['label', 'property', 'value']

/** Returns the properties that an event may be tracked with: built-in ones first, then by name. */
export function declaredProperties(event: EventDefinition): DeclaredProperty[] {
  const { additionalProperties, protectedProperties } = event
  const keys = [...new Set([...additionalProperties, ...protectedProperties])].sort()
  const base = BASE.filter((key) => keys.includes(key))
  return [...base, ...keys.filter((key) => !isBaseProperty(key))].map((key) => ({
    key,
    type: typeOf(key, protectedProperties),
  }))
}

function typeOf(key: string, protectedProperties: ReadonlySet<string>): DeclaredProperty['type'] {
  if (key === 'value') return 'Amount'
  if (isBaseProperty(key)) return 'Text'
  return protectedProperties.has(key) ? 'unknown' : 'Custom'
}
