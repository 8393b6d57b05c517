import { type CalledAs, matcherError } from '../../assertions/index.ts'
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

/** Returns the calls that a mock swallowed: nobody knows what they would have sent. Refused ones send nothing. */
export function swallowedCalls({ refusals }: BlockRun): readonly RefusedCall[] {
  return refusals.filter(({ swallowedBy }) => swallowedBy)
}
