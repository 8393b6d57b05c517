import type { BlockRun, Unattributed } from '../fakes/index.ts'
import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} `UNATTRIBUTED_EVENTS` when an event could belong to several blocks. */
export function refuseUnattributed(
  block: BlockRun,
  assertion: string,
  matters: (event: Unattributed) => boolean,
): void {
  const event = block.unattributed.find(matters)
  if (!event) return
  const [cause, remedy] = whose(event)
  throw matcherError(
    'UNATTRIBUTED_EVENTS',
    assertion,
    `${cause}, so nobody can tell whose event it is`,
    remedy,
  )
}

/** Returns what happened, and the remedy. */
function whose({ name, from }: Unattributed): [cause: string, remedy: string] {
  if (!from) {
    return [
      `code that belongs to no test (a server or a worker started outside, say) tracked "${name}" while several blocks or tests were running`,
      'Run such tests one after another, await one assertion before the next one starts, or start that code inside the block.',
    ]
  }
  if (from.ended) {
    return [
      `code of the test ${JSON.stringify(from.name)}, which has ended, tracked "${name}" while the block was open`,
      'Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).',
    ]
  }
  return [
    `code of this test that belongs to none of its blocks tracked "${name}" while several of them were open`,
    'Await one assertion before the next one starts, or start that code inside the block.',
  ]
}
