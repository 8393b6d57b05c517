import type { Claim } from './claim.ts'
import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} for a claim that has to read something before the block, which has begun. */
export function refuseTooLate(
  { matcher, call, readsBefore, metrics }: Claim<never>,
  before: string,
  hasStore: boolean,
): void {
  const assertion = `${before}.${call}`
  if (readsBefore) {
    throw matcherError(
      'INVALID_CHAIN',
      assertion,
      'the block has already run, so the value before it is unknown',
      `Begin the chain with toChange or toNotChange, as in expect(block).${call}.and.….`,
    )
  }
  if (metrics.length > 0 && hasStore) {
    throw matcherError(
      'INVALID_CHAIN',
      assertion,
      'the counters are in a store that answers later (useCounterStore), and the block has begun, so nobody can read the values before it any more',
      `Make ${matcher} the first of the chain: expect(block).${call}.and.….`,
    )
  }
}
