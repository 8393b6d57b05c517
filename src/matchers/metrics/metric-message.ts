import type { MatcherContext } from '../../assertions/index.ts'
import { type ChangeRange, difference, printEvents } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import type { MetricChange } from './metric-change.ts'
import { type RuleReport, reportRule } from './report-rule.ts'

/** Explains, rule by rule, why metrics did not move as expected. */
export function metricMessage(
  changes: readonly MetricChange[],
  range: ChangeRange,
  block: BlockRun,
  context: MatcherContext,
): string {
  const { utils } = context
  return changes
    .map((change) => {
      const reports = reportsOf(change, block, context)
      return [
        `Expected ${quote(change)} to ${range}, but it ${describeChange(change)}.`,
        [
          `Expected: ${utils.EXPECTED_COLOR(String(range))}`,
          `Recorded: ${utils.RECEIVED_COLOR(describeChange(change))}`,
          ...printRules(reports),
        ].join('\n'),
        nextStep(change, range, reports),
      ].join('\n\n')
    })
    .join('\n\n')
}

/** Lists the metrics that moved, although the claim says that they did not. */
export function movedMessage(
  changes: readonly MetricChange[],
  block: BlockRun,
  context: MatcherContext,
): string {
  const { utils } = context
  return changes
    .map((change) => {
      const reports = reportsOf(change, block, context)
      const names = new Set(change.metric.rules.map((rule) => rule.name))
      const events = block.events.filter((event) => names.has(event.name))
      return [
        `Expected ${quote(change)} not to move, but it ${describeChange(change)}.`,
        [
          `Expected: ${utils.EXPECTED_COLOR(`stay at ${change.before}`)}`,
          `Recorded: ${utils.RECEIVED_COLOR(describeChange(change))}`,
          ...printRules(reports),
          ...(events.length > 0 ? ['Events that it counts:', ...printEvents(events, utils)] : []),
        ].join('\n'),
        'Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.',
      ].join('\n\n')
    })
    .join('\n\n')
}

function reportsOf(change: MetricChange, block: BlockRun, context: MatcherContext): RuleReport[] {
  return change.metric.rules.map((rule) => reportRule(rule, change, block, context))
}

function describeChange({ before, after }: MetricChange): string {
  if (before === after) return `stayed at ${before}`
  const step = difference(before, after)
  return step > 0
    ? `increased by ${step}, from ${before} to ${after}`
    : `decreased by ${-step}, from ${before} to ${after}`
}

function printRules(reports: readonly RuleReport[]): string[] {
  return [
    reports.length === 1 ? 'It counts:' : `It counts, by ${reports.length} rules:`,
    ...reports.flatMap(({ rule, lines }) => [`  ${rule}`, ...lines.map((line) => `    ${line}`)]),
  ]
}

function nextStep(
  { before }: MetricChange,
  range: ChangeRange,
  reports: readonly RuleReport[],
): string {
  if (range.from !== undefined && range.from !== before) {
    return `The metric started at ${before}: count only in the block, or state .from(${before}).`
  }
  const remedies = new Set(reports.flatMap(({ remedy }) => remedy ?? []))
  return (
    [...remedies].join('\n') || 'Correct the events that the block tracks, or the expected step.'
  )
}

function quote({ metric }: MetricChange): string {
  return JSON.stringify(metric.keyPath)
}
