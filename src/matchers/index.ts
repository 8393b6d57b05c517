export type { AsymmetricMatcher } from './asymmetric-matcher.ts'
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
  Verdict,
} from './chain.ts'
export type { ExpectedContext, ExpectedContexts, ExpectedFields } from './expected-contexts.ts'
export type { ExpectedEvent } from './expected-event.ts'
export type { ExpectedUsage } from './expected-usage.ts'
export type { ExpectedAttributes } from './html-claim.ts'
export { installHooks, runConcurrentTest } from './install-hooks.ts'
export { MatcherError, type MatcherErrorCode } from './matcher-error.ts'
export { matchers } from './matchers.ts'
