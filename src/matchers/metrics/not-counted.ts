import { type MatcherContext, printValue } from '../../assertions/index.ts'
import { failedFilterKey, type SelectionRule } from '../../definitions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import {
  countedProperties,
  optionOf,
  type TrackedEvent,
  uniqueMember,
} from '../../tracking/index.ts'
import { isIdentifier } from '../events/index.ts'
import type { MetricChange } from './metric-change.ts'
import { MOVED_REMEDY, printWeeks, weekOutside } from './week-moved.ts'

/** The reason why an event does not show in a metric, and the next step. */
export interface Outcome {
  readonly text: string
  readonly remedy?: string
}

/** Returns why a rule leaves an event out, or `undefined` when the rule counts it. */
export function notCounted(
  rule: SelectionRule,
  event: TrackedEvent,
  { utils }: MatcherContext,
): Outcome | undefined {
  const never = currentCatalog().neverCounts(rule)
  if (never) return { text: never.cause, remedy: never.remedy }
  const unseen = notSeen(event)
  if (unseen) return unseen
  const properties = countedProperties(currentCatalog(), event)
  const key = failedFilterKey(rule, properties)
  if (key !== undefined) {
    const recorded = Object.hasOwn(properties, key)
      ? `was ${printValue(properties[key], utils)}`
      : 'was not given'
    return {
      text: `${key} should be ${printValue(rule.filter.get(key), utils)}, but ${recorded}`,
      remedy: `Pass ${key}: ${printValue(rule.filter.get(key), utils)}, or expect a metric without this filter.`,
    }
  }
  if (rule.operator === 'sum(value)' && typeof properties['value'] !== 'number') {
    return { text: 'triggered without value', remedy: 'Pass additionalProperties: { value }.' }
  }
  return withoutMember(rule, event)
}

/** Returns what to do where an event lacks the value that a rule counts once. */
function withoutMember({ name, unique }: SelectionRule, event: TrackedEvent): Outcome | undefined {
  if (unique === undefined || uniqueMember(unique, event) !== undefined) return undefined
  const ofPage = event.source === 'frontend' && isIdentifier(unique)
  return {
    text: `triggered without ${unique}`,
    remedy: ofPage
      ? `Give the page a ${unique}: setPageContext({ ${unique} }).`
      : `Pass ${optionOf(unique)} where "${name}" is tracked.`,
  }
}

/** Returns why the back end, which counts, does not hear of an event. */
function notSeen(event: TrackedEvent): Outcome | undefined {
  if (event.source === 'tracker') {
    return {
      text: 'sent directly through a Snowplow tracker, which does not move counters',
      remedy: 'Track it with trackInternalEvent to move metrics.',
    }
  }
  if (event.source === 'frontend' && event.user == null) {
    return {
      text: 'tracked by the front end on a page without a user, which the back end does not count',
      remedy: 'Give the page a user: setPageContext({ user }).',
    }
  }
  return undefined
}

/** Returns why an event does not show, although it was counted: the metric looks at other weeks. */
export function countedOutside(
  { payload }: TrackedEvent,
  { metric }: MetricChange,
  { after }: BlockRun,
): Outcome | undefined {
  const week = weekOutside(metric, Number(payload?.['dtm']), after.time)
  if (week === undefined) return undefined
  return {
    text: `counted in week ${week}, but the metric looks at ${printWeeks(metric, after.time)}`,
    remedy: MOVED_REMEDY,
  }
}
