import type { BlockRun, Unattributed } from '../fakes/index.ts'
import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} `UNATTRIBUTED_EVENTS` when an event could belong to several blocks. */
export function refuseUnattributed(
  block: BlockRun,
  call: string,
  matters: (event: Unattributed) => boolean,
): void {
  const event = block.unattributed.find(matters)
  if (!event) return
  throw matcherError(
    'UNATTRIBUTED_EVENTS',
    `expect(block).${call}`,
    `code that belongs to no test (a server or a worker started outside, say) tracked "${event.name}" while blocks of several concurrent tests were running, so nobody can tell whose event it is`,
    'Run these tests one after another, or start that code inside the block.',
  )
}
