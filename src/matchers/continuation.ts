import type { Claim, MatcherContext } from '../assertions/index.ts'
import { matcherError } from '../assertions/index.ts'
import type { Block } from '../fakes/index.ts'
import { noUsageClaim, usageClaim } from './ai-usage/index.ts'
import { noTriggerClaim, triggerClaim } from './events/index.ts'
import { metricClaim, noMetricClaim } from './metrics/index.ts'

type Join = (...args: string[]) => unknown

/** The matchers behind `.and`. */
export interface Continuation {
  readonly toTriggerInternalEvents: Join
  readonly toNotTriggerInternalEvents: Join
  readonly toIncrementUsageMetrics: Join
  readonly toNotIncrementUsageMetrics: Join
  readonly toRecordAiUsageEvents: Join
  readonly toNotRecordAiUsageEvents: Join
  readonly toChange: () => never
  readonly not: Pick<
    Continuation,
    'toTriggerInternalEvents' | 'toIncrementUsageMetrics' | 'toRecordAiUsageEvents'
  >
}

export function continuationOf(
  context: MatcherContext,
  add: (makeClaim: () => Claim<Block>) => unknown,
): Continuation {
  const toNotTriggerInternalEvents: Join = (...names) => add(() => noTriggerClaim(context, names))
  const toNotIncrementUsageMetrics: Join = (...keyPaths) =>
    add(() => noMetricClaim(context, keyPaths))
  const toNotRecordAiUsageEvents: Join = (...names) => add(() => noUsageClaim(context, names))
  return {
    toTriggerInternalEvents: (...names) => add(() => triggerClaim(context, names)),
    toIncrementUsageMetrics: (...keyPaths) => add(() => metricClaim(context, keyPaths)),
    toRecordAiUsageEvents: (...names) => add(() => usageClaim(context, names)),
    toNotTriggerInternalEvents,
    toNotIncrementUsageMetrics,
    toNotRecordAiUsageEvents,
    toChange: () =>
      add(() => {
        throw matcherError(
          'INVALID_CHAIN',
          'expect(block).….and.toChange()',
          'the block has run by now, so what it changed from is gone',
          'Make toChange the first of the chain: expect(block).toChange(read).by(1).and.….',
        )
      }) as never,
    not: {
      toTriggerInternalEvents: toNotTriggerInternalEvents,
      toIncrementUsageMetrics: toNotIncrementUsageMetrics,
      toRecordAiUsageEvents: toNotRecordAiUsageEvents,
    },
  }
}
