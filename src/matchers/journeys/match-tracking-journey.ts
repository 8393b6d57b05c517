import {
  type Called,
  type ClaimRules,
  type Claims,
  defineClaim,
  type MatcherDefinition,
  matcherError,
  refusedCalls,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { type BlockRun, currentCatalog, runner } from '../../fakes/index.ts'
import {
  draftContract,
  type JourneyProblem,
  type JourneyTest,
  journeyEvents,
  judgeJourney,
  type MetricStep,
  noteHeld,
  openContract,
  refuseOthersRecording,
  refuseUnmetNames,
  writeEvidence,
} from '../../journeys/index.ts'
import { equalityOf, refuseHeld, refuseMissed, wordingOf } from '../events/index.ts'
import { readChanges } from '../metrics/index.ts'
import { guardedByJourney } from './guarded-by-journey.ts'
import { type JourneyFailure, journeyMessage } from './journey-message.ts'
import { type JourneyTarget, readTarget } from './journey-target.ts'
import { JourneyTerms } from './journey-terms.ts'

type JourneyCall = Called<JourneyTarget, JourneyTerms>

/** Claims that what was sent is as the contract of a journey says. */
const MATCHES: ClaimRules<BlockRun, JourneyTarget, JourneyFailure, JourneyTerms> = {
  known: readTarget,
  terms: ({ text }, target) => new JourneyTerms(text, target),
  metrics: metricsOf,
  refuse: conclude,
  judge,
  guards: (_block, { target: { opened } }) =>
    opened.contract ? guardedByJourney(opened.contract) : [],
  refused: (block, { target }, failure) => {
    const missing = failure?.problems.some(({ kind }) => kind === 'missing')
    return missing
      ? refusedCalls(block, (name) => actionsOf(target).has(name)).filter(({ sent }) => !sent)
      : []
  },
  explain: journeyMessage,
}

/** A journey that does not go as its contract says can do so in any way. */
const MATCHES_NOT: ClaimRules<BlockRun, never, never, never> = {
  known(_args, { text, subject }) {
    throw matcherError(
      'INVALID_CHAIN',
      text(),
      'a journey that is not as its contract says may be anything',
      `Deny the events that must not happen: .not.${wordingOf(subject).matcher}(…).`,
    )
  },
  judge: () => undefined,
  explain: () => '',
}

/** `expect(block).toMatchTrackingJourney(name, options?)` */
export const matchTrackingJourney: MatcherDefinition<'toMatchTrackingJourney'> = {
  name: 'toMatchTrackingJourney',
  block: {
    positive: defineClaim('block', MATCHES),
    negative: defineClaim('block', MATCHES_NOT),
  },
}

/** The same claim about all that a page has sent in a test. */
export const journeyOfPage: Claims<BlockRun> = {
  positive: defineClaim('internalEvents', MATCHES),
  negative: defineClaim('internalEvents', MATCHES_NOT),
}

function judge(block: BlockRun, called: JourneyCall): JourneyFailure | undefined {
  const { target, text, terms } = called
  const { contract } = target.opened
  // It is recorded when nothing more is observed.
  if (!contract) return undefined
  const actions = actionsOf(target)
  refuseUnattributed(
    block,
    text(),
    ({ kind, name }) => kind === 'events' && (contract.exact || actions.has(name)),
  )
  const events = eventsOf(block)
  const [first, ...others] = problemsOf(block, called)
  if (first) return { contract, problems: [first, ...others], events }
  if (terms.watchToEnd) {
    refuseMissed(block, text())
    refuseHeld(block, text(), (name) => contract.exact || actions.has(name))
  }
  return undefined
}

function problemsOf(
  block: BlockRun,
  { target, context, text }: JourneyCall,
): readonly JourneyProblem[] {
  const { contract } = target.opened
  if (!contract) return []
  const steps = readChanges(metricsOf(target), block, text())
  return [
    ...judgeJourney(contract, eventsOf(block), equalityOf(context)),
    ...steps.flatMap(({ metric: { keyPath }, before, after }): JourneyProblem[] => {
      const { step: expected, line } = contract.metrics.get(keyPath) as MetricStep
      const recorded = after - before
      return Math.abs(recorded - expected) < 1e-9
        ? []
        : [{ kind: 'metric', keyPath, line, expected, recorded }]
    }),
  ]
}

/** Records the contract where it does not hold, if the run does so, and what the journey sent. */
function conclude(block: BlockRun, called: JourneyCall, othersHold: () => boolean): void {
  const { target, context } = called
  const { name, variant } = target
  const { testRun } = block
  // The runner's `expect` tells of the test that is current, which need not be this one.
  const told = testRun.kind === 'test' ? undefined : context.currentTestName
  const test: JourneyTest = { name: told ?? testRun.fullName, file: runner().testFile() }
  // An update corrects such names, too.
  if (target.opened.contract && target.mode !== 'all') {
    refuseUnmetNames(target.opened.contract, eventsOf(block))
  }
  testRun.noteJourney(name)
  const holds = record(block, called, test, othersHold)
  const { mode, opened } = target
  const events = eventsOf(block)
  if (holds && mode === 'all') {
    noteHeld(opened.place, variant, { test, testRun, events, equal: equalityOf(context) })
  }
  writeEvidence({ name, variant, test, events, holds })
}

/** Records the contract where the run records what does not hold. Returns whether it holds now. */
function record(
  block: BlockRun,
  called: JourneyCall,
  test: JourneyTest,
  othersHold: () => boolean,
): boolean {
  const { target } = called
  const { name, mode, variant } = target
  if (mode !== 'none' && !isRecorded(block, called)) {
    // Another test may have written it since the assertion began: its contract is the one to hold then.
    target.opened = openContract(name, variant, true)
    if (!isRecorded(block, called)) recordEvents(block, called, test, othersHold)
  }
  return target.opened.contract !== undefined && problemsOf(block, called).length === 0
}

/** Tells whether the contract says what was sent; how far a metric moves is for a person to say. */
function isRecorded(block: BlockRun, called: JourneyCall): boolean {
  return (
    called.target.opened.contract !== undefined &&
    problemsOf(block, called).every(({ kind }) => kind === 'metric')
  )
}

/** Records the events, but not those of an assertion that fails for another reason. */
function recordEvents(
  block: BlockRun,
  called: JourneyCall,
  test: JourneyTest,
  othersHold: () => boolean,
): void {
  const { target, context } = called
  const { mode, opened, variant } = target
  if (opened.contract) {
    refuseOthersRecording(opened.place, variant, test)
    if (mode === 'new' || problemsOf(block, called).some(({ kind }) => kind === 'metric')) return
  }
  if (!othersHold()) return
  const equal = equalityOf(context)
  const { actor } = wordingOf(called.subject)
  const draft = draftContract({ opened, variant, events: eventsOf(block), equal, test, actor })
  target.opened = { ...opened, contract: draft.contract }
  if (judge(block, called) === undefined) {
    target.opened = { ...opened, contract: draft.write() }
  }
}

function eventsOf(block: BlockRun) {
  return journeyEvents(block.events, block.testRun.instance.userIdSalt)
}

function metricsOf({ opened: { contract } }: JourneyTarget) {
  const catalog = currentCatalog()
  return [...(contract?.metrics.keys() ?? [])].map((keyPath) => catalog.metric(keyPath))
}

function actionsOf({ opened: { contract } }: JourneyTarget): ReadonlySet<string> {
  const entries = contract?.groups.flat() ?? []
  return new Set(entries.flatMap(({ texts }) => texts.action ?? []))
}
