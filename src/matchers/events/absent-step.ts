import type { Subject } from '../../assertions/index.ts'
import { type BlockRun, currentCatalog } from '../../fakes/index.ts'
import { nearestName } from '../../foundation/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import { breakSilence, earlierStep } from './silence.ts'
import { wordingOf } from './wording.ts'

/** Returns the next step for an event that did not happen. */
export function absentStep(block: BlockRun, name: string, subject: Subject): string {
  const { events } = block
  return events.length === 0
    ? breakSilence(block, name, subject)
    : othersStep(name, events, block, wordingOf(subject).place)
}

/** Returns the next step for an event that did not happen where others did. */
export function othersStep(
  name: string,
  events: readonly TrackedEvent[],
  block: BlockRun,
  place: string,
): string {
  return (
    earlierStep(block, name, 'expect the event that the block tracks now.') ??
    misspeltStep(name, events) ??
    `Track ${JSON.stringify(name)}${place}, or expect the event that it tracks now.`
  )
}

/** Returns the next step where a client sent a name that no definition has, and that is near. */
function misspeltStep(name: string, events: readonly TrackedEvent[]): string | undefined {
  const catalog = currentCatalog()
  const unknown = events
    .map((event) => event.name)
    .filter((other) => !catalog.definitionOf(other) && !catalog.eventFault(other))
  const misspelt = nearestName(name, unknown)
  return (
    misspelt &&
    `${JSON.stringify(misspelt)} is not defined. If it should be ${JSON.stringify(name)}, correct the name where it is tracked.`
  )
}
