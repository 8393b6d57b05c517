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
export { matchers } from './matchers.ts'
