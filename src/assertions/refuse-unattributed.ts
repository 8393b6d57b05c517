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
  const { name, from } = event
  const [cause, remedy] =
    from === undefined
      ? [
          `code that belongs to no test (a server or a worker started outside, say) tracked "${name}" while blocks of several concurrent tests were running, so nobody can tell whose event it is`,
          'Run these tests one after another, or start that code inside the block.',
        ]
      : [
          `code of the test ${JSON.stringify(from)}, which has ended, tracked "${name}" while the block was open, so nobody can tell whose event it is`,
          'Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).',
        ]
  throw matcherError('UNATTRIBUTED_EVENTS', `expect(block).${call}`, cause, remedy)
}
