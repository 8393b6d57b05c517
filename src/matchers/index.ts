export type {
  ChangeChain,
  ChangeContinuations,
  Continuations,
  CountedChain,
  HtmlChain,
  InternalEventsMatchers,
  MetricChain,
  NegatedChain,
  NegatedMatchers,
  StartedMetricChain,
  SyncVerdict,
  TriggerChain,
  TriggerChainOf,
  UnchangedChain,
  UsageChain,
  VerdictPromise,
} from './chain.ts'
export { matchers } from './matchers.ts'
export type {
  EventArguments,
  IsAsync,
  KindOf,
  NameArguments,
  ResolvedSubject,
  Some,
} from './subject-types.ts'
