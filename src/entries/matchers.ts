/**
 * The matchers without side effects, for `expect.extend(matchers)` in a set-up of your own: fakes
 * are not reset, and an assertion that fails un-awaited rejects unhandled, so that the runner
 * reports it.
 */

export type {
  ChangeChain,
  Continuations,
  CountedChain,
  HtmlChain,
  InternalEventsMatchers,
  IsAsync,
  MetricChain,
  NegatedChain,
  TriggerChain,
  TriggerChainOf,
  UsageChain,
  VerdictPromise,
} from '../matchers/index.ts'
export { matchers } from '../matchers/index.ts'
