import type { BlockRun } from '../fakes/index.ts'
import type { Claim } from './claim.ts'
import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} for a claim that has to read something before the block, which has begun. */
export function refuseTooLate(
  { matcher, call, readsBefore, metrics, readsUsage }: Claim<never>,
  before: string,
  { store, usage }: BlockRun,
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
  if ((metrics.length > 0 && store) || (readsUsage && usage)) {
    throw matcherError(
      'INVALID_CHAIN',
      assertion,
      readsUsage
        ? 'the AI usage events are in a store that answers later (useAiUsageEventStore), and the block has begun, so nobody can read the rows before it any more'
        : 'the counters are in a store that answers later (useCounterStore), and the block has begun, so nobody can read the values before it any more',
      `Make ${matcher} the first of the chain: expect(block).${call}.and.….`,
    )
  }
}
