export type {
  ChangeChain,
  Continuations,
  InternalEventsMatchers,
  IsAsync,
  MetricChain,
  NegatedChain,
  TriggerChain,
  Verdict,
} from './chain.ts'
export type { AsymmetricMatcher, ExpectedEvent } from './expected-event.ts'
export { installHooks, runConcurrentTest } from './install-hooks.ts'
export type { MatcherContext, MatcherResult, MatcherUtils } from './matcher-context.ts'
export { MatcherError, type MatcherErrorCode } from './matcher-error.ts'
export { matchers } from './matchers.ts'
export { settleAssertions } from './settle-assertions.ts'
