import { ruleKind, type SelectionRule, type UsageMetric } from '../definitions/index.ts'
import { counterKey } from './counter-key.ts'
import type { CounterReader } from './counter-store.ts'
import { type MetricWindow, weeksToRead } from './iso-week.ts'

/** A number; for `unique` with `operator: total`, counts by value under the identifier's name. */
export type UsageMetricValue = number | Readonly<Record<string, Readonly<Record<string, number>>>>

/**
 * Returns what a metric reports. As in `Gitlab::Usage::MetricDefinition`, the first rule decides
 * how the keys of all its rules are read.
 */
export function usageMetricValue(
  metric: UsageMetric,
  counters: CounterReader,
  time: number,
  window: MetricWindow,
): UsageMetricValue {
  const { timeFrame } = metric
  const weeks =
    timeFrame === '7d' || timeFrame === '28d' ? weeksToRead(timeFrame, time, window) : [undefined]
  const keysOf = (rule: SelectionRule) => weeks.map((week) => counterKey(rule, week))
  const keys = metric.rules.flatMap(keysOf)

  switch (ruleKind(metric.rules[0] as SelectionRule)) {
    case 'unique_total':
      return uniqueTotals(metric.rules, counters, keysOf)
    case 'unique':
      return counters.countUnique(keys)
    case 'total':
    case 'sum':
      return keys.reduce((sum, key) => sum + counters.read(key), 0)
  }
}

function uniqueTotals(
  rules: readonly SelectionRule[],
  counters: CounterReader,
  keysOf: (rule: SelectionRule) => readonly string[],
): UsageMetricValue {
  const totals: Record<string, Record<string, number>> = {}
  for (const rule of rules) {
    const byValue: Record<string, number> = {}
    // Of several rules with one identifier, the real system reports the last.
    totals[rule.unique as string] = byValue
    for (const key of keysOf(rule)) {
      for (const [value, count] of counters.readFields(key)) {
        Object.defineProperty(byValue, value, {
          value: (Object.hasOwn(byValue, value) ? (byValue[value] as number) : 0) + count,
          enumerable: true,
          configurable: true,
          writable: true,
        })
      }
    }
  }
  return totals
}
