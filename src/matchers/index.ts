export type { EventArguments, NameArguments, Some } from './argument-types.ts'
export type {
  ChangeChain,
  ChangeContinuations,
  Continuations,
  CountedChain,
  HtmlChain,
  InternalEventsMatchers,
  JourneyChain,
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
export type { JourneyOptions } from './journeys/index.ts'
export { loadMatchers } from './load-matchers.ts'
export { MATCHER_NAMES } from './matcher-names.ts'
export { matchers } from './matchers.ts'
export type { IsAsync, KindOf, ResolvedSubject } from './subject-types.ts'
