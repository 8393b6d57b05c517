/**
 * The matchers without side effects, for `expect.extend(matchers)` in a set-up of your own: fakes
 * are not reset, and an un-awaited assertion that fails is an unhandled rejection, which the runner
 * reports.
 *
 * @module internal-events-testing/matchers
 */

export { JourneyError, type JourneyErrorCode } from '../journeys/index.ts'
export type {
  ChangeChain,
  ChangeContinuations,
  Continuations,
  CountedChain,
  EventArguments,
  HtmlChain,
  InternalEventsMatchers,
  IsAsync,
  JourneyChain,
  JourneyOptions,
  KindOf,
  MetricChain,
  NameArguments,
  NegatedChain,
  NegatedMatchers,
  Some,
  StartedMetricChain,
  SyncVerdict,
  TriggerChain,
  TriggerChainOf,
  UnchangedChain,
  UsageChain,
  VerdictPromise,
} from '../matchers/index.ts'
export { matchers } from '../matchers/index.ts'
