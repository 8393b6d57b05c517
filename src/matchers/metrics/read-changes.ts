import { matcherError, refuseUnattributed } from '../../assertions/index.ts'
import { type CounterSnapshot, usageMetricValue } from '../../counters/index.ts'
import type { UsageMetric } from '../../definitions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import type { MetricChange } from './metric-change.ts'

/**
 * Reads metrics before and after a block.
 *
 * @throws {MatcherError} `UNATTRIBUTED_EVENTS`, `OVERLAPPING_BLOCKS`, `COUNTERS_RESET`, `INVALID_NAMES`.
 */
export function readChanges(
  metrics: readonly UsageMetric[],
  block: BlockRun,
  assertion: string,
): MetricChange[] {
  const rules = metrics.flatMap((metric) => metric.rules)
  refuseUnattributed(
    block,
    assertion,
    (event) => event.kind === 'events' && rules.some((rule) => rule.name === event.name),
  )
  if (block.overlapped || rules.some(({ name }) => block.countedMeanwhile.has(name))) {
    throw matcherError(
      'OVERLAPPING_BLOCKS',
      assertion,
      block.store
        ? 'something else counted in the same store at the same time, so nobody can tell the increments apart'
        : 'another block of the same test ran at the same time, so nobody can tell their increments apart',
      block.store
        ? 'Await one assertion before the next one starts, and run tests that count there one after another.'
        : 'Await one assertion before the next one starts.',
    )
  }
  if (block.before.resets !== block.after.resets) {
    throw matcherError(
      'COUNTERS_RESET',
      assertion,
      'the counters were reset while the block ran (resetFakes), so nobody can tell what moved',
      'Reset them before the block.',
    )
  }
  return metrics.map((metric) => ({
    metric,
    before: readNumber(metric, block.before, assertion),
    after: readNumber(metric, block.after, assertion),
  }))
}

/** @throws {MatcherError} `INVALID_NAMES` for a metric that is not a number. */
export function readNumber(
  metric: UsageMetric,
  counters: CounterSnapshot,
  assertion: string,
  time: number = counters.time,
): number {
  const value = usageMetricValue(metric, counters, time, 'test')
  if (typeof value === 'number') return value
  throw matcherError(
    'INVALID_NAMES',
    assertion,
    `"${metric.keyPath}" is not a number: it counts by value (unique with operator: total)`,
    'Compare usageMetrics.value() before and after instead.',
  )
}
