export type {
  ChangeChain,
  ChangeContinuations,
  Continuations,
  CountedChain,
  HtmlChain,
  InternalEventsMatchers,
  IsAsync,
  MetricChain,
  NameArguments,
  NegatedChain,
  Some,
  TriggerChain,
  TriggerChainOf,
  UnchangedChain,
  UsageChain,
  VerdictPromise,
} from './chain.ts'
export { matchers } from './matchers.ts'
