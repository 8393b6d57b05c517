import {
  ChangeRange,
  defineClaim,
  type MatcherDefinition,
  matcherError,
  readNames,
  refusedCalls,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { type CounterSnapshot, usageMetricValue } from '../../counters/index.ts'
import type { UsageMetric } from '../../definitions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { guardedByMetric } from './guarded-by-metric.ts'
import type { MetricChange } from './metric-change.ts'
import { metricMessage, movedMessage } from './metric-message.ts'
import { weekMoved } from './week-moved.ts'

const known = readNames({ kind: 'metric', find: (keyPath) => currentCatalog().metric(keyPath) })
const metrics = (target: readonly UsageMetric[]) => target
const refused = (block: BlockRun, { target }: { readonly target: readonly UsageMetric[] }) =>
  refusedCalls(block, (name) =>
    target.some(({ rules }) => rules.some((rule) => rule.name === name)),
  )

/** Claims that each of the named metrics moved as the chain says, by default by one. */
const increments = defineClaim<BlockRun, readonly UsageMetric[], MetricChange[], ChangeRange>(
  'block',
  {
    known,
    terms: ({ text }) => new ChangeRange(text),
    metrics,
    judge(block, { text, target, terms: range }) {
      range.complete()
      const failing = readChanges(target, block, text()).filter(
        ({ before, after }) => !range.includes(before, after),
      )
      return failing.length > 0 ? failing : undefined
    },
    *guards(block, { text, target, terms: range }) {
      for (const change of readChanges(target, block, text())) {
        yield* guardedByMetric(change, range, block)
      }
    },
    refused: (block, called, failing) =>
      failing?.some(({ before, after }) => called.terms.exceeds(before, after))
        ? []
        : refused(block, called),
    explain: (failing, { terms, context }, block) => metricMessage(failing, terms, block, context),
  },
)

/** Claims that none of the named metrics moved. */
const incrementsNone = defineClaim<BlockRun, readonly UsageMetric[], MetricChange[]>('block', {
  known,
  metrics,
  judge(block, { text, target }) {
    const moved = readChanges(target, block, text()).flatMap((change) => {
      const windows = [change, ...otherWindows(change.metric, block, text())]
      return windows.find(({ before, after }) => before !== after) ?? []
    })
    return moved.length > 0 ? moved : undefined
  },
  refused,
  explain: (moved, { context }, block) => movedMessage(moved, block, context),
})

/** `expect(block).toIncrementUsageMetrics(...keyPaths)` */
export const incrementUsageMetrics: MatcherDefinition<
  'toIncrementUsageMetrics' | 'toNotIncrementUsageMetrics'
> = {
  name: 'toIncrementUsageMetrics',
  negated: 'toNotIncrementUsageMetrics',
  block: { positive: increments, negative: incrementsNone },
}

function readChanges(
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

/**
 * Reads a metric of weeks on both sides in the weeks of either side, where the block has moved the
 * clock: what came in may else hide behind what has left the window.
 */
function otherWindows(metric: UsageMetric, block: BlockRun, assertion: string): MetricChange[] {
  const { before, after, store } = block
  // Another store was asked for its own weeks alone.
  if (store || !weekMoved(metric, block)) return []
  return [after.time, before.time].map((time) => ({
    metric,
    before: readNumber(metric, before, assertion, time),
    after: readNumber(metric, after, assertion, time),
  }))
}

function readNumber(
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
