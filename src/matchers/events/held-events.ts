import { matcherError, times } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'

const REMEDY = 'await client.flush() in the block, or make the client with batchSize: 1.'

/** Returns the next step where a client has the event, and waits for more. */
export function heldStep(block: BlockRun, name: string): string | undefined {
  const held = heldText(block, (other) => other === name)
  return held && `${held}: ${REMEDY}`
}

/** @throws {MatcherError} `HELD_EVENTS` where a client has events that would change the verdict. */
export function refuseHeld(
  block: BlockRun,
  assertion: string,
  isMeant: (name: string) => boolean,
): void {
  const held = heldText(block, isMeant)
  if (!held) return
  const cause = `${held}, which has sent nothing that a collector could see`
  throw matcherError('HELD_EVENTS', assertion, cause, `Deliver what the block tracks: ${REMEDY}`)
}

function heldText(block: BlockRun, isMeant: (name: string) => boolean): string | undefined {
  const held = block.queued.filter((event) => isMeant(event.name) && event.isHeld())
  const [first] = held
  if (!first) return undefined
  const same = held.filter(({ name }) => name === first.name)
  return `${JSON.stringify(first.name)} was tracked ${times(same.length)} and waits in an InternalEventsClient (batchSize ${first.batchSize})`
}
