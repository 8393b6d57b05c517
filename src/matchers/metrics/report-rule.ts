import type { MatcherContext } from '../../assertions/index.ts'
import { printValue, times } from '../../assertions/index.ts'
import { ruleKind, type SelectionRule } from '../../definitions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { hasMovedTotals, type TrackedEvent, uniqueMember } from '../../tracking/index.ts'
import type { MetricChange } from './metric-change.ts'
import { countedOutside, notCounted, type Outcome } from './not-counted.ts'
import { weekMoved } from './week-moved.ts'

/** A report on how one selection rule counted the events of a block. */
export interface RuleReport {
  /** The rule in words: `push_package where label is "npm", by distinct user`. */
  readonly rule: string
  readonly lines: readonly string[]
  /** True when the block triggered an event of that name, or called for it in vain. */
  readonly triggered: boolean
  /** The next step, if the rule did not count an event. */
  readonly remedy: string | undefined
  readonly unique?: UniqueCount | undefined
}

/** The count of a rule of unique values: the number of events, and the members whose events they are. */
interface UniqueCount {
  readonly name: string
  readonly events: number
  readonly members: readonly string[]
}

export function reportRule(
  rule: SelectionRule,
  change: MetricChange,
  block: BlockRun,
  context: MatcherContext,
): RuleReport {
  const events = eventsOf(rule, block)
  const stopped = describeStopped(rule, block)
  if (events.length === 0 && stopped.length === 0)
    return { rule: describeRule(rule, context), ...notTriggered(rule, block) }

  const outcomes = new Map<string, { outcome: Outcome; count: number }>()
  const counted: TrackedEvent[] = []
  for (const event of events) {
    const outcome = notCounted(rule, event, context) ?? countedOutside(event, change, block)
    if (!outcome) {
      counted.push(event)
      continue
    }
    const earlier = outcomes.get(outcome.text)
    outcomes.set(outcome.text, { outcome, count: (earlier?.count ?? 0) + 1 })
  }
  const refused = [...outcomes.values()]
  const lines = refused.map(({ outcome, count }) => `${times(count)} not counted: ${outcome.text}`)
  // Values that came in may hide behind those that have left the window.
  const repeated =
    ruleKind(rule) === 'unique' &&
    change.after === change.before &&
    !weekMoved(change.metric, block)
  if (counted.length > 0) lines.push(describeCounted(rule, counted, change, repeated))
  lines.push(...stopped)
  return {
    rule: describeRule(rule, context),
    lines,
    triggered: true,
    remedy:
      refused.find(({ outcome }) => outcome.remedy)?.outcome.remedy ??
      (repeated && counted.length > 0
        ? `Use a ${rule.unique} that was not counted before the block.`
        : undefined),
    unique: uniqueOf(rule, counted),
  }
}

/** Returns the events that a rule may have counted: not those whose counting ended before. */
function eventsOf(rule: SelectionRule, { events, refusals }: BlockRun): TrackedEvent[] {
  const uncounted = isPlainTotal(rule) ? [] : refusals.map(({ sent }) => sent)
  return events.filter((event) => event.name === rule.name && !uncounted.includes(event))
}

/** Tells of the calls that were refused while they counted: they are no events, but totals moved. */
function describeStopped(rule: SelectionRule, { refusals }: BlockRun): string[] {
  const called = refusals.filter(({ name }) => name === rule.name)
  const isTotal = isPlainTotal(rule)
  const counted = called.filter(
    // One that was sent all the same is an event.
    (refused) => refused.counted || (isTotal && !refused.sent && hasMovedTotals(refused)),
  )
  const stopped = called.filter((refused) => !isTotal && hasMovedTotals(refused))
  return [
    ...(counted.length > 0
      ? [`${times(counted.length)} counted by a call that was refused after that`]
      : []),
    ...(stopped.length > 0 ? [`${times(stopped.length)} refused while it was counted`] : []),
  ]
}

/** Tells whether a rule counts in any case, also where counting fails later. */
function isPlainTotal(rule: SelectionRule): boolean {
  return ruleKind(rule) === 'total' && rule.filter.size === 0
}

function describeRule(rule: SelectionRule, { utils }: MatcherContext): string {
  const filter = [...rule.filter].map(([key, value]) => `${key} is ${printValue(value, utils)}`)
  return (
    rule.name +
    (filter.length > 0 ? ` where ${filter.join(' and ')}` : '') +
    (rule.operator === 'sum(value)' ? ', the sum of value' : '') +
    (rule.unique === undefined ? '' : `, each ${rule.unique} once`)
  )
}

function notTriggered(rule: SelectionRule, { store, silent }: BlockRun): Omit<RuleReport, 'rule'> {
  const catalog = currentCatalog()
  const never = catalog.neverCounts(rule)
  if (never) {
    return { lines: [`can never count: ${never.cause}`], triggered: false, remedy: undefined }
  }
  if (catalog.definitionOf(rule.name)?.internal === false) {
    const line =
      'not counted by the block: without internal_events: true, only the end points increment_counter and increment_unique_users count it'
    return { lines: [line], triggered: false, remedy: undefined }
  }
  const call = silent.find(({ name }) => name === rule.name)
  if (call) return { triggered: true, lines: [`not sent: ${call.reason}`], remedy: call.remedy }
  return {
    triggered: false,
    lines: [`not triggered by the block${store ? ', as far as this process knows' : ''}`],
    remedy: `Track "${rule.name}" in the block.`,
  }
}

function describeCounted(
  rule: SelectionRule,
  counted: readonly TrackedEvent[],
  change: MetricChange,
  repeated: boolean,
): string {
  if (ruleKind(rule) !== 'unique') {
    const sum = counted.map((event) => event.additionalProperties['value']).join(' + ')
    return rule.operator === 'sum(value)' ? `counted: ${sum}` : `${times(counted.length)} counted`
  }
  const members = distinctMembers(rule, counted)
  const shown = members.length > 5 ? [...members.slice(0, 5), '…'] : members
  const who = `${rule.unique} ${shown.join(', ')}`
  if (repeated) {
    return `${times(counted.length)} not counted: ${who} ${members.length > 1 ? 'were' : 'was'} already counted ${periodOf(change)}`
  }
  return `${times(counted.length)} triggered, by ${who}`
}

function uniqueOf(rule: SelectionRule, counted: readonly TrackedEvent[]): UniqueCount | undefined {
  if (rule.unique === undefined) return undefined
  const members = distinctMembers(rule, counted)
  return { name: rule.unique, events: counted.length, members }
}

function distinctMembers(rule: SelectionRule, events: readonly TrackedEvent[]): string[] {
  return [...new Set(events.map((event) => uniqueMember(rule.unique as string, event) as string))]
}

function periodOf({ metric }: MetricChange): string {
  if (metric.timeFrame === '7d') return 'in this week or the one before'
  return metric.timeFrame === '28d' ? 'in these five weeks' : 'earlier'
}
