import type { MatcherContext } from '../../assertions/index.ts'
import {
  type Claim,
  callText,
  checkNames,
  countedClaim,
  negatedClaim,
  refuseUnattributed,
} from '../../assertions/index.ts'
import { type Block, currentCatalog } from '../../fakes/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import {
  checkExpectedEvent,
  comparable,
  differences,
  type ExpectedEvent,
} from './expected-event.ts'
import { nearestCandidate, triggeredMessage, triggerMessage } from './trigger-message.ts'

/** Each of the named events was triggered, with the expected properties, the expected number of times. */
export function triggerClaim(context: MatcherContext, names: readonly string[]): Claim<Block> {
  return countedClaim<ExpectedEvent>('toTriggerInternalEvents', names, {
    checkName: (name) => currentCatalog().event(name),
    checkExpected: checkExpectedEvent,
    judge(block, { call, count, expected }) {
      refuseUnattributed(block, call, ({ kind, name }) => kind === 'events' && names.includes(name))
      const isMatch = (event: TrackedEvent) =>
        expected === undefined || differences(event, expected, context).next().done === true
      const matching = (name: string) =>
        block.events.filter((event) => event.name === name && isMatch(event))
      const failing = names.filter((name) => !count.includes(matching(name).length))
      const [name] = failing
      if (name === undefined) return { holds: true, message: () => '' }

      const found = matching(name).length
      const nearest =
        expected && found < count.min
          ? nearestCandidate(block.events, name, expected, context)
          : undefined
      return {
        holds: false,
        message: () =>
          triggerMessage({ name, failing, count, found, expected, nearest, block, context }),
        ...(nearest && expected ? comparable(nearest.event, expected, context) : {}),
      }
    },
  })
}

/** None of the named events was triggered; without names, no event at all. */
export function noTriggerClaim(context: MatcherContext, names: readonly string[]): Claim<Block> {
  const matcher = context.isNot ? 'toTriggerInternalEvents' : 'toNotTriggerInternalEvents'
  checkNames(matcher, 'event', names, (name) => currentCatalog().event(name))
  const call = callText(matcher, names)
  const isMeant = (event: { readonly name: string }) =>
    names.length === 0 || names.includes(event.name)
  return negatedClaim({
    matcher,
    call,
    judge(block) {
      refuseUnattributed(block, call, (event) => event.kind === 'events' && isMeant(event))
      const triggered = block.events.filter(isMeant)
      return {
        holds: triggered.length === 0,
        message: () => triggeredMessage(names, triggered, context),
      }
    },
  })
}
