import { isAsymmetric, matcherError } from '../../assertions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { contextFields } from '../../snowplow/iglu/index.ts'
import { hashedUserId, isHashedUserId } from '../../snowplow/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import {
  type ExpectedContexts,
  type Misuse,
  unknownField,
  unknownFields,
} from './expected-contexts.ts'
import type { ExpectedEvent } from './expected-event.ts'
import { unmetProperties } from './expected-properties.ts'
import type { TriggerCall } from './trigger-message.ts'

/**
 * Refuses what no event of the block could have met, or nobody can tell, now that they are known: a
 * claim that they do not happen, or not more often, would hold, and mean nothing.
 *
 * @throws {MatcherError} `INVALID_EXPECTATION`
 */
export function refuseUnmet(
  { events, testRun }: BlockRun,
  { text, target: names, terms: { expected, watchToEnd } }: TriggerCall,
): void {
  if (!expected) return
  for (const name of names) {
    const own = events.filter((event) => event.name === name)
    for (const { cause, remedy } of misuses(name, own)) {
      throw matcherError('INVALID_EXPECTATION', text(), cause, remedy)
    }
  }

  function* misuses(name: string, own: readonly TrackedEvent[]): Generator<Misuse> {
    const definition = currentCatalog().event(name)
    yield* unmetProperties(definition, expected?.additionalProperties ?? {}, own)
    yield* unmetFields(expected ?? {}, own)
    if (watchToEnd && !testRun.instance.userIdSalt) {
      yield* unknownUsers(expected ?? {}, own)
    }
  }
}

/** Yields a hash that may be that of the expected user, with a salt that nobody has named. */
function* unknownUsers(
  { user }: ExpectedEvent,
  events: readonly TrackedEvent[],
): Generator<Misuse> {
  if (user == null || isAsymmetric(user)) return
  const unknown = events.some(
    ({ source, user: recorded }) =>
      source === 'tracker' && isHashedUserId(recorded?.id) && recorded.id !== hashedUserId(user.id),
  )
  if (!unknown) return
  yield {
    cause:
      'an event carries a hash instead of the id of its user, and nobody can tell whose it is without the key that salts it',
    remedy: 'Name the key of the instance: setInstanceContext({ userIdSalt }).',
  }
}

/** Yields fields that no version of a context has, unless an event shows that services add them. */
function* unmetFields(
  expected: ExpectedContexts,
  events: readonly TrackedEvent[],
): Generator<Misuse> {
  for (const { fields, key } of unknownFields(expected)) {
    const shown = events.some(({ contexts }) =>
      contexts.some(
        ({ schema, data }) =>
          contextFields(schema)?.name === fields.name &&
          isMapping(data) &&
          Object.hasOwn(data, key),
      ),
    )
    if (!shown) yield unknownField(fields, key)
  }
}
