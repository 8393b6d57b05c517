import { printable, printText } from '../foundation/index.ts'
import type { EventDefinition } from './event-definition.ts'
import { printName } from './print-name.ts'
import { isBaseProperty, propertyType } from './property-types.ts'
import type { SelectionRule } from './selection-rule.ts'

/** The reason why a rule can count no event, whatever is tracked. */
export interface NeverCounted {
  readonly cause: string
  readonly remedy: string
  /** True where `check` is silent: real files have it, or the file of the event has the fault. */
  readonly tolerated?: true
}

/** The identifiers that a rule may count once, besides properties. */
const IDENTIFIERS = new Set(['user', 'project', 'namespace', 'feature_enabled_by_namespace_ids'])

/** Returns why a rule can count no event of this definition, or `undefined` when it can. */
export function neverCounted(
  rule: SelectionRule,
  event: EventDefinition,
): NeverCounted | undefined {
  if (event.unchecked) return undefined
  if (event.removed) return removedEvent(event)
  // The end points increment_counter and increment_unique_users count these by their names.
  if (!event.internal) return undefined
  return undeclared(rule, event) ?? wrongType(rule, event)
}

function removedEvent({ action, ...place }: EventDefinition): NeverCounted {
  return {
    cause: `${printName(action)} has status: removed (${printPlace(place)})`,
    remedy: 'Restore the event, or remove the metric.',
  }
}

function undeclared(rule: SelectionRule, event: EventDefinition): NeverCounted | undefined {
  const [key, use] = propertiesOf(rule).find(([key]) => !event.additionalProperties.has(key)) ?? []
  if (key === undefined) return undefined
  if (event.protectedProperties.has(key)) {
    return {
      cause: `${printName(event.action)} has ${printable(key, 100)} as a protected property, which only extra trackers get (${printPlace(event)})`,
      remedy: 'Use a property that the event declares.',
    }
  }
  return {
    cause: `${printName(event.action)} does not declare ${printable(key, 100)}, ${use} (${printPlace(event)})`,
    remedy: IDENTIFIERS.has(key)
      ? 'Use a property that the event declares.'
      : `Declare ${printable(key, 100)} under additional_properties there, or correct the metric.`,
    ...(isBaseProperty(key) ? { tolerated: true } : {}),
  }
}

function wrongType(
  { filter }: SelectionRule,
  { action, protectedProperties }: EventDefinition,
): NeverCounted | undefined {
  for (const [key, value] of filter) {
    const { wanted, accepts } = propertyType(key)
    // Of a property that is protected as well, tracking checks no type.
    const takesAll = protectedProperties.has(key) && !isBaseProperty(key)
    if (takesAll || accepts(value)) continue
    const kind = typeof value === 'bigint' ? 'numbers up to 2^53' : wanted
    return {
      cause: `${printName(action)} never has the ${printable(key, 100)} ${printFilter(value)}, by which the metric filters: tracking takes ${kind}`,
      remedy: accepts('')
        ? 'Put the value in quotes in the filter, and track it as a string.'
        : 'Write a number up to 2^53 in the filter, without quotes.',
    }
  }
  return undefined
}

/** Returns the properties that an event needs for a rule, and what for. */
function propertiesOf({ filter, unique, operator }: SelectionRule): [string, string][] {
  const filters = [...filter.keys()].map((key): [string, string] => [
    key,
    'by which the metric filters',
  ])
  if (operator === 'sum(value)') return [...filters, ['value', 'which the metric adds up']]
  return unique === undefined || IDENTIFIERS.has(unique)
    ? filters
    : [...filters, [unique, 'whose values the metric counts']]
}

function printPlace({ file, line }: Pick<EventDefinition, 'file' | 'line'>): string {
  return `${file}:${line}`
}

function printFilter(value: unknown): string {
  return typeof value === 'string' ? printText(value) : String(value)
}
