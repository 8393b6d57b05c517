import {
  type Called,
  type MatcherUtils,
  printDifferences,
  printEvents,
  printValue,
  times,
} from '../../assertions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { capLines, counted } from '../../foundation/index.ts'
import {
  entryText,
  type JourneyContract,
  type JourneyEvent,
  type JourneyProblem,
} from '../../journeys/index.ts'
import { breakSilence, wordingOf } from '../events/index.ts'
import type { JourneyTarget } from './journey-target.ts'
import type { JourneyTerms } from './journey-terms.ts'

/** The reason why a journey is not as its contract says. */
export interface JourneyFailure {
  readonly contract: JourneyContract
  readonly problems: readonly [JourneyProblem, ...JourneyProblem[]]
  readonly events: readonly JourneyEvent[]
}

type JourneyCall = Called<JourneyTarget, JourneyTerms>

/** The order in which problems are told. */
const KINDS = ['changed', 'missing', 'reordered', 'duplicate', 'extra', 'metric'] as const

const MOST = 5

/** Explains what of a journey is missing, changed, out of order, too much, or not counted. */
export function journeyMessage(
  { contract, problems, events }: JourneyFailure,
  { subject, target, context: { utils } }: JourneyCall,
  block: BlockRun,
): string {
  const { actor } = wordingOf(subject)
  const sorted = [...problems].sort((one, other) => rank(one) - rank(other))
  const counts = KINDS.flatMap((kind) => {
    const count = problems.filter((problem) => problem.kind === kind).length
    return count === 0 ? [] : [COUNTED[kind](count)]
  })
  const variant = target.variant === undefined ? '' : `, variant ${JSON.stringify(target.variant)}`
  const shown = sorted.slice(0, MOST).map((problem) => printProblem(problem, contract, utils))
  const left = sorted.length - shown.length
  const recorded = events.map(({ event }) => event)
  const step = (problem: JourneyProblem) => nextStep(problem, contract, events, block, subject)
  // An update has left the events as they were, too.
  const heldBack =
    target.mode === 'all' && sorted[0]?.kind !== 'metric'
      ? sorted.find(({ kind }) => kind === 'metric')
      : undefined
  return [
    `Expected ${actor} to follow the journey ${JSON.stringify(target.name)}${variant}, but ${counts.join(', ')}.`,
    [...shown, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n'),
    recorded.length === 0
      ? `Recorded: ${utils.RECEIVED_COLOR('nothing')}`
      : [
          'Recorded, in this order:',
          ...(contract.ordered
            ? capLines(
                recorded.flatMap((one) => printEvents([one], utils).map((line) => line.trim())),
              )
            : printEvents(recorded, utils)
          ).map((line) => utils.RECEIVED_COLOR(line)),
        ].join('\n'),
    heldBack
      ? `${step(heldBack)} It corrects the events when the metrics are as they should be.`
      : step(sorted[0] as JourneyProblem),
  ].join('\n\n')
}

const COUNTED: Readonly<Record<(typeof KINDS)[number], (count: number) => string>> = {
  changed: (count) => `${counted(count, 'event')} changed`,
  missing: (count) => `${counted(count, 'event')} ${count === 1 ? 'is' : 'are'} missing`,
  reordered: (count) => `${counted(count, 'event')} came too early`,
  duplicate: (count) => `${counted(count, 'event')} came too often`,
  extra: (count) => `${counted(count, 'event')} ${count === 1 ? 'is' : 'are'} not in the contract`,
  metric: (count) => `${counted(count, 'metric')} moved otherwise`,
}

function rank({ kind }: JourneyProblem): number {
  return KINDS.indexOf(kind)
}

function printProblem(
  problem: JourneyProblem,
  { file }: JourneyContract,
  utils: MatcherUtils,
): string {
  if (problem.kind === 'metric') {
    return [
      `Metric ${JSON.stringify(problem.keyPath)} (${file}:${problem.line})`,
      `  expected: ${utils.EXPECTED_COLOR(printStep(problem.expected))}`,
      `  recorded: ${utils.RECEIVED_COLOR(printStep(problem.recorded))}`,
    ].join('\n')
  }
  if (problem.kind === 'extra') {
    const [line = ''] = printEvents([problem.event.event], utils)
    return `Extra: ${utils.RECEIVED_COLOR(line.trim())}`
  }
  const { entry } = problem
  const place = `(${file}:${entry.line})`
  const text = utils.EXPECTED_COLOR(entryText(entry))
  switch (problem.kind) {
    case 'changed': {
      const print = (value: unknown) => (value === undefined ? 'none' : printValue(value, utils))
      return [
        `Changed: ${text} ${place}`,
        ...printDifferences(problem.nearest.differences, { print }, utils),
      ].join('\n')
    }
    case 'missing':
      return problem.wanted === 1
        ? `Missing: ${text} ${place}`
        : `Missing: ${text} ${times(problem.wanted)}, recorded ${problem.found === 0 ? 'never' : times(problem.found)} ${place}`
    case 'duplicate':
      return `Too often: ${text} ${times(problem.wanted)}, recorded ${times(problem.found)} ${place}`
    case 'reordered':
      return `Too early: ${text} ${place}\n  expected after ${entryText(problem.after)}`
  }
}

function printStep(value: number): string {
  return value > 0 ? `+${value}` : String(value)
}

function nextStep(
  problem: JourneyProblem,
  contract: JourneyContract,
  events: readonly JourneyEvent[],
  block: BlockRun,
  subject: JourneyCall['subject'],
): string {
  const record = 'Or record the contract anew: run the test with -u.'
  if (problem.kind === 'metric') {
    return `Assert the metric with toIncrementUsageMetrics(${JSON.stringify(problem.keyPath)}), which tells why it did not move, or correct it in ${contract.file}:${problem.line}. An update with -u leaves metrics as they are.`
  }
  if (problem.kind === 'extra') {
    return `Find the code that tracks it, or leave exact: true out of ${contract.file}. ${record}`
  }
  const { action } = problem.entry.texts
  if (problem.kind === 'missing' && action != null) {
    const unsent = block.events.some(({ name, payload }) => name === action && !payload)
    if (unsent) {
      return `${JSON.stringify(action)} was tracked, but not sent to Snowplow, which a contract is about. Send it, or assert it with ${wordingOf(subject).matcher}.`
    }
    const misspelt = suggestion(action)
    if (misspelt) return `No definition has the action ${JSON.stringify(action)}. ${misspelt}`
    if (events.length === 0) return breakSilence(block, action, subject)
  }
  if (problem.kind === 'duplicate') return `Find the code that tracks it more than once. ${record}`
  if (problem.kind === 'reordered') {
    return `Correct the order in which they are tracked, or leave ordered: true out of ${contract.file}. ${record}`
  }
  return `Track the event as the contract says. ${record}`
}

function suggestion(action: string): string | undefined {
  const catalog = currentCatalog()
  return catalog.definitionOf(action) || catalog.eventFault(action)
    ? undefined
    : catalog.suggestEvent(action)
}
