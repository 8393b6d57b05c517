import { type MatcherContext, printValue } from '../../assertions/index.ts'
import type { SelectionRule } from '../../definitions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { optionOf, type TrackedEvent, type Uncounted, whyUncounted } from '../../tracking/index.ts'
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
  const why = whyUncounted(currentCatalog(), rule, event)
  if (why === undefined || typeof why === 'string') return why && OUTCOMES[why](rule, event)
  const { failedKey: key, properties } = why
  const recorded = Object.hasOwn(properties, key)
    ? `was ${printValue(properties[key], utils)}`
    : 'was not given'
  return {
    text: `${key} should be ${printValue(rule.filter.get(key), utils)}, but ${recorded}`,
    remedy: `Pass ${key}: ${printValue(rule.filter.get(key), utils)}, or expect a metric without this filter.`,
  }
}

const OUTCOMES: Readonly<
  Record<Exclude<Uncounted, object>, (rule: SelectionRule, event: TrackedEvent) => Outcome>
> = {
  'sent by a tracker': () => ({
    text: 'sent directly through a Snowplow tracker, which does not move counters',
    remedy: 'Track it with trackInternalEvent to move metrics.',
  }),
  'without a user of the page': () => ({
    text: 'tracked by the front end on a page without a user, which the back end does not count',
    remedy: 'Give the page a user: setPageContext({ user }).',
  }),
  'without value': () => ({
    text: 'triggered without value',
    remedy: 'Pass additionalProperties: { value }.',
  }),
  'without member': ({ name, unique = '' }, event) => ({
    text: `triggered without ${unique}`,
    remedy:
      event.source === 'frontend' && isIdentifier(unique)
        ? `Give the page a ${unique}: setPageContext({ ${unique} }).`
        : `Pass ${optionOf(unique)} where "${name}" is tracked.`,
  }),
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
