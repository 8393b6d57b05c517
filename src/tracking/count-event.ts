import type { CounterWriter } from '../counters/index.ts'
import { counterKey, isoWeek, isUniqueKey } from '../counters/index.ts'
import { failedFilterKey, ruleKind, type SelectionRule } from '../definitions/index.ts'
import {
  type GivenValues,
  givenValue,
  isIdentifiable,
  optionOf,
  uniqueMember,
} from './given-value.ts'
import { TrackingError } from './tracking-error.ts'

const SIX_WEEKS = 6 * 7 * 24 * 60 * 60

/** The part of an event that rules read. */
export interface CountedEvent extends GivenValues {
  readonly name: string
  /** True when the call that tracks it gives neither identifiers nor declared properties. */
  readonly bare?: boolean
}

/**
 * Increments every rule that selects the event, each once, under the keys of the week of `time`.
 *
 * @throws {TrackingError} for a rule that the real system fails at; the rules before it have counted.
 */
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

function countRule(
  counters: CounterWriter,
  rule: SelectionRule,
  event: CountedEvent,
  key: string,
  warn: (message: string) => void,
): void {
  const kind = ruleKind(rule)
  // Ruby passes identifiers and properties on as keywords: without any, an argument is missing.
  if (event.bare && kind !== 'total') throw missingIdentifiers(rule)
  const expiry = rule.timeFramed ? ({ seconds: SIX_WEEKS, set: 'when-none' } as const) : undefined
  switch (kind) {
    case 'total':
      counters.increment(key, 1, expiry)
      return
    case 'sum': {
      const value = summand(rule, event)
      if (value !== undefined) counters.incrementFloat(key, value, expiry)
      return
    }
    case 'unique_total': {
      const value = givenValue(rule.unique as string, event)
      if (value !== undefined) counters.incrementField(key, fieldOf(value), 1, expiry)
      return
    }
    case 'unique':
      addUnique(counters, rule, event, key, warn)
  }
}

function addUnique(
  counters: CounterWriter,
  { unique }: SelectionRule,
  event: CountedEvent,
  key: string,
  warn: (message: string) => void,
): void {
  const member = uniqueMember(unique as string, event)
  if (member === undefined) {
    warn(`${event.name} should be triggered with a named parameter '${unique}'.`)
    return
  }
  if (!isUniqueKey(key)) throw invalidKey(event.name, key)
  // Of all kinds, this one expires in every time frame.
  counters.addUnique(key, member, { seconds: SIX_WEEKS, set: 'always' })
}

/** Returns what a sum adds for an event, or `undefined` for one without value. */
function summand({ name }: SelectionRule, event: CountedEvent): number | undefined {
  const value = givenValue('value', event)
  if (value === undefined || typeof value === 'number') return value
  throw new TrackingError(
    'INVALID_SUM',
    name,
    'a metric adds up value, but it is null, for which Redis answers "value is not a valid float"',
    'Pass a number, or leave value out.',
  )
}

/** Returns the field of a hash that a value counts under; nil is the empty one. */
function fieldOf(value: unknown): string {
  return String(isIdentifiable(value) ? value.id : (value ?? ''))
}

function missingIdentifiers({ name, unique, operator }: SelectionRule): TrackingError {
  const events = operator === 'total' ? `events by ${unique}` : `each ${unique} once`
  const counted = unique === undefined ? 'adds up value' : `counts ${events}`
  return new TrackingError(
    'MISSING_IDENTIFIERS',
    name,
    `a metric ${counted}, but the call gives neither identifiers nor properties, for which the real system raises "wrong number of arguments (given 1, expected 2)"`,
    `Pass ${optionOf(unique ?? 'value')}, or user: null where nobody is known.`,
  )
}

function invalidKey(event: string, key: string): TrackingError {
  return new TrackingError(
    'INVALID_KEY_FORMAT',
    event,
    `Invalid key format. ${key} key should have changeable parts in curly braces. See https://docs.gitlab.com/ee/development/redis.html#multi-key-commands`,
    'Use filter values of letters, digits, "_", "-" and ":" in metrics that count unique values.',
  )
}
