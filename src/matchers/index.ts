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
} from './chain.ts'
export { matchers } from './matchers.ts'
