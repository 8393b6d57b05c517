import type { MatcherContext } from '../../assertions/index.ts'
import { type ChangeRange, difference, printEvents } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import { capLines } from '../../foundation/index.ts'
import type { MetricChange } from './metric-change.ts'
import { type RuleReport, reportRule } from './report-rule.ts'
import { MOVED_REMEDY, printWeeks, weekMoved } from './week-moved.ts'

const EXPLAINED = 5

interface Explanation {
  readonly facts: readonly string[]
  readonly remedy: string
}

/** Explains, rule by rule, why metrics did not move as expected. */
export function metricMessage(
  changes: readonly MetricChange[],
  range: ChangeRange,
  block: BlockRun,
  context: MatcherContext,
): string {
  const { utils } = context
  return explainFirst(changes, (change) => {
    const reports = reportsOf(change, block, context)
    return {
      facts: [
        `Expected ${quote(change)} to ${range}, but it ${describeChange(change)}.`,
        [
          `Expected: ${utils.EXPECTED_COLOR(String(range))}`,
          `Recorded: ${utils.RECEIVED_COLOR(describeChange(change))}`,
          ...printRules(reports),
          ...printMoved(change, block),
        ].join('\n'),
      ],
      remedy: nextStep(change, range, reports, block),
    }
  })
}

/** Lists the metrics that moved, although the claim says that they did not. */
export function movedMessage(
  changes: readonly MetricChange[],
  block: BlockRun,
  context: MatcherContext,
): string {
  const { utils } = context
  return explainFirst(changes, (change) => {
    const reports = reportsOf(change, block, context)
    const names = new Set(change.metric.rules.map((rule) => rule.name))
    const events = block.events.filter((event) => names.has(event.name))
    return {
      facts: [
        `Expected ${quote(change)} not to move, but it ${describeChange(change)}.`,
        [
          `Expected: ${utils.EXPECTED_COLOR(`stay at ${change.before}`)}`,
          `Recorded: ${utils.RECEIVED_COLOR(describeChange(change))}`,
          ...printRules(reports),
          ...printMoved(change, block),
          ...(events.length > 0 ? ['Events that it counts:', ...printEvents(events, utils)] : []),
        ].join('\n'),
      ],
      remedy:
        change.after < change.before && weekMoved(change.metric, block)
          ? MOVED_REMEDY
          : 'Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.',
    }
  })
}

/** Explains the first metrics, and counts the others: a pattern may name thousands. */
function explainFirst(
  changes: readonly MetricChange[],
  explain: (change: MetricChange) => Explanation,
): string {
  const explained = changes.slice(0, EXPLAINED).map(explain)
  const others = changes.slice(EXPLAINED).map(quote)
  return [
    ...explained.flatMap(({ facts }) => facts),
    ...(others.length > 0 ? [['Not as expected either:', ...capLines(others)].join('\n')] : []),
    [...new Set(explained.map(({ remedy }) => remedy))].join('\n'),
  ].join('\n\n')
}

function reportsOf(change: MetricChange, block: BlockRun, context: MatcherContext): RuleReport[] {
  const reports = change.metric.rules.map((rule) => reportRule(rule, change, block, context))
  // The likeliest cause first: a rule whose event was triggered, and which did not count it.
  return reports.sort((one, other) => Number(other.triggered) - Number(one.triggered))
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
    ...reports
      .slice(0, EXPLAINED)
      .flatMap(({ rule, lines }) => [`  ${rule}`, ...lines.map((line) => `    ${line}`)]),
    ...(reports.length > EXPLAINED ? [`  … and ${reports.length - EXPLAINED} more`] : []),
  ]
}

/** Tells that the two numbers are of different weeks. */
function printMoved({ metric }: MetricChange, block: BlockRun): string[] {
  if (!weekMoved(metric, block)) return []
  const [before, after] = [block.before, block.after].map(({ time }) => printWeeks(metric, time))
  return [
    `The block moved the clock: the metric looked at ${before} before it, at ${after} after it.`,
  ]
}

function nextStep(
  { before, after, metric }: MetricChange,
  range: ChangeRange,
  reports: readonly RuleReport[],
  block: BlockRun,
): string {
  if (range.from !== undefined && range.from !== before) {
    return `The metric started at ${before}: count only in the block, or state .from(${before}).`
  }
  const step = difference(before, after)
  if (range.exceeds(before, after)) {
    return `Find the code in the block that moves it by more, or expect .by(${step}).`
  }
  const [first] = reports
  if (first?.triggered && !first.remedy && weekMoved(metric, block)) return MOVED_REMEDY
  const own = reports.find(({ triggered, remedy }) => triggered && remedy)?.remedy
  if (own) return own
  const remedies = new Set(reports.flatMap(({ remedy }) => remedy ?? []))
  const [likeliest, other] = remedies
  if (!first?.triggered && likeliest) {
    return other ? 'Track one of these events in the block.' : likeliest
  }
  return (
    repeatedStep(reports, step) ?? 'Correct the events that the block tracks, or the expected step.'
  )
}

/** Returns the next step where events were counted for somebody who counts once. */
function repeatedStep(reports: readonly RuleReport[], step: number): string | undefined {
  const uniques = reports.flatMap(({ unique }) => unique ?? [])
  const [first] = uniques
  const events = uniques.reduce((sum, { events }) => sum + events, 0)
  if (!first || events <= step) return undefined
  const members = new Set(uniques.flatMap(({ members }) => members)).size
  return members > step
    ? `Use a ${first.name} that was not counted before the block, or expect .by(${step}).`
    : `Each ${first.name} counts once: use another ${first.name}, or expect .by(${step}).`
}

function quote({ metric }: MetricChange): string {
  return JSON.stringify(metric.keyPath)
}
