export type {
  ChangeChain,
  Continuations,
  HtmlChain,
  InternalEventsMatchers,
  IsAsync,
  MetricChain,
  NegatedChain,
  TriggerChain,
  TriggerChainOf,
  Verdict,
} from './chain.ts'
export type { AsymmetricMatcher, ExpectedEvent } from './expected-event.ts'
export type { ExpectedAttributes } from './html-claim.ts'
export { installHooks, runConcurrentTest } from './install-hooks.ts'
export { MatcherError, type MatcherErrorCode } from './matcher-error.ts'
export { matchers } from './matchers.ts'
