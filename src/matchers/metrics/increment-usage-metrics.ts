import {
  ChangeRange,
  defineClaim,
  type MatcherDefinition,
  readNames,
  refusedCalls,
} from '../../assertions/index.ts'
import type { UsageMetric } from '../../definitions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { guardedByMetric } from './guarded-by-metric.ts'
import type { MetricChange } from './metric-change.ts'
import { metricMessage, movedMessage } from './metric-message.ts'
import { readChanges, readNumber } from './read-changes.ts'
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
