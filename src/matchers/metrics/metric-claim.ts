import type { MatcherContext } from '../../assertions/index.ts'
import {
  ChangeRange,
  type Claim,
  callText,
  checkNames,
  matcherError,
  negatedClaim,
  noNames,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { usageMetricValue } from '../../counters/index.ts'
import type { UsageMetric } from '../../definitions/index.ts'
import { type Block, currentCatalog } from '../../fakes/index.ts'
import { metricMessage, movedMessage } from './metric-message.ts'

/** What a metric was before the block and after it. */
export interface MetricChange {
  readonly metric: UsageMetric
  readonly before: number
  readonly after: number
}

/** Each of the named metrics moved as expected; by one when nothing else was said. */
export function metricClaim(context: MatcherContext, keyPaths: readonly string[]): Claim<Block> {
  const matcher = 'toIncrementUsageMetrics'
  const { call, metrics, read } = metricReader(matcher, keyPaths)
  const range = new ChangeRange(() => `expect(block).${call}`)
  return {
    matcher,
    call,
    chainText: '',
    metrics,
    negated: false,
    watch: 0,
    watchToEnd: false,
    chain: range.chain,
    judge(block) {
      range.complete()
      const failing = read(block).filter((change) => !range.includes(change.before, change.after))
      return {
        holds: failing.length === 0,
        message: () => metricMessage(failing, range, block, context),
      }
    },
  }
}

/** None of the named metrics moved. */
export function noMetricClaim(context: MatcherContext, keyPaths: readonly string[]): Claim<Block> {
  const matcher = context.isNot ? 'toIncrementUsageMetrics' : 'toNotIncrementUsageMetrics'
  const { call, metrics, read } = metricReader(matcher, keyPaths)
  return negatedClaim({
    matcher,
    call,
    metrics,
    judge(block) {
      const moved = read(block).filter(({ before, after }) => before !== after)
      return { holds: moved.length === 0, message: () => movedMessage(moved, block, context) }
    },
  })
}

function metricReader(matcher: string, keyPaths: readonly string[]) {
  if (keyPaths.length === 0) throw noNames(matcher, 'metric')
  checkNames(matcher, 'metric', keyPaths, (keyPath) => currentCatalog().metric(keyPath))
  const call = callText(matcher, keyPaths)
  const metrics = keyPaths.map((keyPath) => currentCatalog().metric(keyPath))
  return { call, metrics, read: (block: Block) => readChanges(metrics, block, call) }
}

function readChanges(metrics: readonly UsageMetric[], block: Block, call: string): MetricChange[] {
  const rules = metrics.flatMap((metric) => metric.rules)
  refuseUnattributed(
    block,
    call,
    (event) => event.kind === 'events' && rules.some((rule) => rule.name === event.name),
  )
  if (block.overlapped) {
    throw matcherError(
      'OVERLAPPING_BLOCKS',
      `expect(block).${call}`,
      block.store
        ? 'something else counted in the same store at the same time, so increments cannot be told apart'
        : 'another block of the same test ran at the same time, so their increments cannot be told apart',
      block.store
        ? 'Await one assertion before the next one starts, and run tests that count there one after another.'
        : 'Await one assertion before the next one starts.',
    )
  }
  return metrics.map((metric) => ({
    metric,
    before: readNumber(metric, block.before, call),
    after: readNumber(metric, block.after, call),
  }))
}

function readNumber(metric: UsageMetric, counters: Block['before'], call: string): number {
  const value = usageMetricValue(metric, counters, counters.time, 'test')
  if (typeof value === 'number') return value
  throw matcherError(
    'INVALID_NAMES',
    `expect(block).${call}`,
    `"${metric.keyPath}" is no number but counts by value (unique with operator: total)`,
    'Compare usageMetrics.value() before and after instead.',
  )
}
