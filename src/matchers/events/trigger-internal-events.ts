import {
  type ClaimRules,
  type Claims,
  type ClaimTerms,
  defineClaim,
  type Guarded,
  type MatcherDefinition,
  nearestMiss,
  readNames,
  refusedCalls,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import type { RefusedCall, TrackedEvent } from '../../tracking/index.ts'
import { type DeniedEvents, readDeniedEvents } from './denied-events.ts'
import { comparable, comparisonWith, matcherOf } from './event-differences.ts'
import { findDisorder } from './event-order.ts'
import { guardedByEvent } from './guarded-by-event.ts'
import { refuseHeld } from './held-events.ts'
import { refuseMissed } from './missed-requests.ts'
import { refuseUnmet } from './refuse-unmet.ts'
import {
  type TriggerCall,
  type TriggerFailure,
  triggeredMessage,
  triggerMessage,
} from './trigger-message.ts'
import { TriggerTerms } from './trigger-terms.ts'

const find = (name: string) => currentCatalog().event(name).action

/** Claims that each of the named events was triggered as expected, the expected number of times. */
const TRIGGERS: ClaimRules<BlockRun, readonly string[], TriggerFailure, TriggerTerms> = {
  known: readNames({ kind: 'event', find }),
  terms: (called, names) => new TriggerTerms(called, names),
  refuse: refuseUnmet,
  judge: judgeTriggers,
  final: ({ found }, { terms: { count } }) => found > count.max,
  guards: guardedEvents,
  refused: (block, { target: names, terms: { count } }, failure) =>
    failure && (failure.disorder || failure.found > count.max)
      ? []
      : unsent(
          block,
          (name) => names.includes(name) || (failure !== undefined && mayBeMeant(name, block)),
        ),
  explain: triggerMessage,
  compare({ findNearest }, { terms: { expected }, context }) {
    const nearest = findNearest()
    return nearest && expected && comparable(nearest.candidate, expected, context)
  },
}

/** Claims that none of the events was triggered that are named or match a pattern; without either, no event at all. */
const TRIGGERS_NONE: ClaimRules<BlockRun, DeniedEvents, readonly TrackedEvent[], ClaimTerms> = {
  known: readDeniedEvents,
  judge(block, { text, target }) {
    const isMeant = ({ name }: { readonly name: string }) => target.includes(name)
    refuseUnattributed(block, text(), (event) => event.kind === 'events' && isMeant(event))
    const triggered = block.events.filter(isMeant)
    if (triggered.length > 0) return triggered
    refuseMissed(block, text())
    refuseHeld(block, text(), (name) => target.includes(name))
    return undefined
  },
  refused: (block, { target }) => unsent(block, (name) => target.includes(name)),
  explain: (triggered, called) => triggeredMessage(called.target.texts, triggered, called),
}

/** `expect(block).toTriggerInternalEvents(...names)` */
export const triggerInternalEvents: MatcherDefinition<
  'toTriggerInternalEvents' | 'toNotTriggerInternalEvents'
> = {
  name: 'toTriggerInternalEvents',
  negated: 'toNotTriggerInternalEvents',
  block: {
    positive: defineClaim('block', TRIGGERS),
    negative: defineClaim('block', TRIGGERS_NONE),
  },
}

/** The same claims about all that a page has triggered in a test. */
export const eventsOfPage: Claims<BlockRun> = {
  positive: defineClaim('internalEvents', TRIGGERS),
  negative: defineClaim('internalEvents', TRIGGERS_NONE),
}

/** Returns the refused calls that matter, but for those whose event the browser has sent. */
function unsent(block: BlockRun, isMeant: (name: string) => boolean): readonly RefusedCall[] {
  return refusedCalls(block, isMeant).filter(({ sent }) => !sent)
}

/** Tells whether a name that nobody defines may stand for the claimed one: no event came in its place. */
function mayBeMeant(name: string, { events }: BlockRun): boolean {
  return events.length === 0 && !currentCatalog().events.has(name)
}

/** Yields what the claim would fail without; one that holds without any event guards none. */
function* guardedEvents(
  block: BlockRun,
  { context, target: names, terms: { count, expected, events } }: TriggerCall,
): Generator<Guarded> {
  if (count.min === 0) return
  const { userIdSalt } = block.testRun.instance
  const matches = matcherOf(expected, { ...context, userIdSalt })
  for (const name of names) {
    const [first, ...more] = events.of(name).matching
    if (!first) continue
    const allows = (times: number) => count.includes(times)
    yield* guardedByEvent({ events: [first, ...more], expected, context, matches, allows })
  }
}

function judgeTriggers(block: BlockRun, called: TriggerCall): TriggerFailure | undefined {
  const { text, target: names, context, terms } = called
  terms.complete()
  const { count, expected, inOrder, never, events } = terms
  const isNamed = (name: string) => events.has(name)
  refuseUnattributed(block, text(), ({ kind, name }) => kind === 'events' && isNamed(name))
  events.update(block, (userIdSalt) => matcherOf(expected, { ...context, userIdSalt }, never))
  const failing = names.filter((name) => !count.includes(events.of(name).matching.length))
  const [name] = failing
  if (name === undefined) {
    if (never) refuseMissed(block, text())
    if (count.max < Number.POSITIVE_INFINITY) refuseHeld(block, text(), isNamed)
    const matching = names.flatMap((each) => events.of(each).matching)
    return inOrder ? disorderOf(names, matching, block) : undefined
  }
  const { named, matching } = events.of(name)
  const { userIdSalt } = block.testRun.instance
  const findNearest = () =>
    expected && matching.length < count.min
      ? nearestMiss(named, comparisonWith(expected, { ...context, userIdSalt }))
      : undefined
  return { name, failing, found: matching.length, findNearest }
}

/** Returns why the claim does not hold, where its events came in another order than their names. */
function disorderOf(
  names: readonly string[],
  matching: readonly TrackedEvent[],
  { events }: BlockRun,
): TriggerFailure | undefined {
  const among = new Set(matching)
  const disorder = findDisorder(
    names,
    events.filter((event) => among.has(event)),
  )
  return (
    disorder && {
      name: disorder.later,
      failing: [],
      found: 0,
      findNearest: () => undefined,
      disorder,
    }
  )
}
