import { matcherError } from '../../assertions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { contextFields } from '../../snowplow/iglu/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import {
  type ExpectedContexts,
  type Misuse,
  unknownField,
  unknownFields,
} from './expected-contexts.ts'
import { unmetProperties } from './expected-properties.ts'
import type { TriggerCall } from './trigger-message.ts'

/**
 * Refuses what no event of the block could have met, now that they are known: a claim that they
 * never happen would hold, and mean nothing.
 *
 * @throws {MatcherError} `INVALID_EXPECTATION`
 */
export function refuseUnmet(
  { events }: BlockRun,
  { text, target: names, terms: { expected } }: TriggerCall,
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
