import { type CalledAs, matcherError, refusedCalls } from '../../assertions/index.ts'
import type { BlockRun } from '../../fakes/index.ts'
import type { RefusedCall } from '../../tracking/index.ts'

/** @throws {MatcherError} `INVALID_CHAIN` behind `.not`. */
export function refuseNegation({ context, text }: CalledAs, cause: string): void {
  if (!context.isNot) return
  throw matcherError('INVALID_CHAIN', text(), `it has no negation: ${cause}`, 'Leave out .not.')
}

/** @throws {MatcherError} `INVALID_EXPECTATION` for any argument. */
export function refuseArguments(args: readonly unknown[], { text }: CalledAs): void {
  if (args.length === 0) return
  throw matcherError(
    'INVALID_EXPECTATION',
    text(),
    'it takes no arguments',
    'Name what may be sent in internal-events.config: privacy.exceptions.',
  )
}

/** Returns the calls that nobody knows all about: a mock swallowed them, or they were refused before anything was sent. */
export function undecidedCalls(block: BlockRun): readonly RefusedCall[] {
  return refusedCalls(block, () => true).filter(({ sent }) => !sent)
}
