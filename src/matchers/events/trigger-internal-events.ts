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
import { comparable, differences, type EventComparison } from './event-differences.ts'
import { findDisorder } from './event-order.ts'
import type { ExpectedEvent } from './expected-event.ts'
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
  guards: guardedEvents,
  refused: (block, { target: names, terms: { count } }, failure) =>
    failure && (failure.disorder || failure.found > count.max)
      ? []
      : unsent(block, (name) => names.includes(name)),
  explain: triggerMessage,
  compare: ({ nearest }, { terms: { expected }, context }) =>
    nearest && expected && comparable(nearest.candidate, expected, context),
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

/** Yields what the claim would fail without; one that holds without any event guards none. */
function* guardedEvents(
  block: BlockRun,
  { context, target: names, terms: { count, expected } }: TriggerCall,
): Generator<Guarded> {
  if (count.min === 0) return
  const comparison = { ...context, userIdSalt: block.testRun.instance.userIdSalt }
  const matches = (event: TrackedEvent) => isMatch(event, expected, comparison, false)
  for (const name of names) {
    const [first, ...more] = block.events.filter((event) => event.name === name && matches(event))
    if (!first) continue
    const allows = (times: number) => count.includes(times)
    yield* guardedByEvent({ events: [first, ...more], expected, matches, allows })
  }
}

function judgeTriggers(block: BlockRun, called: TriggerCall): TriggerFailure | undefined {
  const { text, target: names } = called
  const context = { ...called.context, userIdSalt: block.testRun.instance.userIdSalt }
  called.terms.complete()
  const { count, expected, inOrder, never } = called.terms
  const isNamed = (name: string) => names.includes(name)
  refuseUnattributed(block, text(), ({ kind, name }) => kind === 'events' && isNamed(name))
  const matching = (name: string) =>
    block.events.filter((event) => event.name === name && isMatch(event, expected, context, never))
  const failing = names.filter((name) => !count.includes(matching(name).length))
  const [name] = failing
  if (name === undefined) {
    if (never) refuseMissed(block, text())
    if (count.max < Number.POSITIVE_INFINITY) refuseHeld(block, text(), isNamed)
    return inOrder ? disorderOf(names, names.flatMap(matching), block) : undefined
  }
  const found = matching(name).length
  const nearest =
    expected && found < count.min
      ? nearestMiss(
          block.events.filter((event) => event.name === name),
          (event) => differences(event, expected, context),
        )
      : undefined
  return { name, failing, found, nearest }
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
  return disorder && { name: disorder.later, failing: [], found: 0, nearest: undefined, disorder }
}

function isMatch(
  event: TrackedEvent,
  expected: ExpectedEvent | undefined,
  context: EventComparison,
  namedOnly: boolean,
): boolean {
  return (
    expected === undefined || differences(event, expected, context, namedOnly).next().done === true
  )
}
