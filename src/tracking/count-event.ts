import type { CounterWriter } from '../counters/index.ts'
import { counterKey, isoWeek, isUniqueKey } from '../counters/index.ts'
import type { Identifiable } from '../definitions/index.ts'
import { failedFilterKey, ruleKind, type SelectionRule } from '../definitions/index.ts'
import type { TrackedEvent } from './tracked-event.ts'
import { TrackingError } from './tracking-error.ts'

const SIX_WEEKS = 6 * 7 * 24 * 60 * 60

/** The part of an event that rules read. */
export type CountedEvent = Pick<
  TrackedEvent,
  'name' | 'user' | 'project' | 'namespace' | 'additionalProperties'
>

/** Increments every rule that selects the event, each once, under the keys of the week of `time`. */
export function countEvent(
  counters: CounterWriter,
  rules: readonly SelectionRule[],
  event: CountedEvent,
  time: number,
  warn: (message: string) => void,
): void {
  const week = isoWeek(time)
  for (const rule of rules) {
    if (failedFilterKey(rule, event.additionalProperties) !== undefined) continue
    countRule(counters, rule, event, counterKey(rule, rule.timeFramed ? week : undefined), warn)
  }
}

/**
 * Returns the member that a unique rule adds for an event, or `undefined` when the event lacks the
 * identifier: the `id` of an object, else the value itself.
 *
 * Ruby hashes strings with a seed of the process; the value itself is as distinct and stable.
 */
export function uniqueMember(unique: string, event: CountedEvent): string | undefined {
  const value =
    unique === 'user' || unique === 'project' || unique === 'namespace'
      ? event[unique]
      : event.additionalProperties[unique]
  if (value == null) return undefined
  return String(typeof value === 'object' ? (value as Identifiable).id : value)
}

function countRule(
  counters: CounterWriter,
  rule: SelectionRule,
  event: CountedEvent,
  key: string,
  warn: (message: string) => void,
): void {
  const properties = event.additionalProperties
  const expiry = rule.timeFramed ? ({ seconds: SIX_WEEKS, set: 'when-none' } as const) : undefined
  switch (ruleKind(rule)) {
    case 'unique_total': {
      const field = uniqueMember(rule.unique as string, event)
      if (field !== undefined) counters.incrementField(key, field, 1, expiry)
      return
    }
    case 'total':
      counters.increment(key, 1, expiry)
      return
    case 'sum':
      if (typeof properties['value'] === 'number') {
        counters.incrementFloat(key, properties['value'], expiry)
      }
      return
    case 'unique': {
      const member = uniqueMember(rule.unique as string, event)
      if (member === undefined) {
        warn(`${event.name} should be triggered with a named parameter '${rule.unique}'.`)
        return
      }
      if (!isUniqueKey(key)) throw invalidKey(event.name, key)
      counters.addUnique(key, member, expiry && { ...expiry, set: 'always' })
    }
  }
}

function invalidKey(event: string, key: string): TrackingError {
  return new TrackingError(
    'INVALID_KEY_FORMAT',
    event,
    `Invalid key format. ${key} key should have changeable parts in curly braces. See https://docs.gitlab.com/ee/development/redis.html#multi-key-commands`,
    'Use filter values of letters, digits, "_", "-" and ":" in metrics that count unique values.',
  )
}
