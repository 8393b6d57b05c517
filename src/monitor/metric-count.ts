import type { UsageMetricValue } from '../counters/index.ts'
import { ruleKind, type UsageMetric } from '../definitions/index.ts'

/** Adds up the counts of a metric that reports one for each value. */
export function totalOf(value: UsageMetricValue): number {
  return typeof value === 'number' ? value : countsIn(value).reduce((sum, [, one]) => sum + one, 0)
}

/** Prints what a metric reports: `5`, or the counts of values, the largest first: `3 npm, 2 maven`. */
export function printCount(value: UsageMetricValue): string {
  if (typeof value === 'number') return String(value)
  const counts = countsIn(value).sort(([, one], [, other]) => other - one)
  return counts.length === 0 ? '0' : counts.map(([name, one]) => `${one} ${name}`).join(', ')
}

/** Says in words how a metric counts its events. */
export function printRule({ rules }: UsageMetric): string {
  const [first] = rules
  if (!first) return ''
  const { unique } = first
  const words = {
    total: 'events',
    sum: 'sum of value',
    unique: `distinct ${unique}`,
    unique_total: `events by ${unique}`,
  }[ruleKind(first)]
  return rules.some(({ filter }) => filter.size > 0) ? `${words}, filtered` : words
}

function countsIn(value: Exclude<UsageMetricValue, number>): [name: string, count: number][] {
  return Object.values(value).flatMap((counts) => Object.entries(counts))
}
