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
export { MatcherError, type MatcherErrorCode } from './matcher-error.ts'
export { matchers } from './matchers.ts'
