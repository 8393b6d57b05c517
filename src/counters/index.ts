export { CounterError } from './counter-error.ts'
export { counterKey, isUniqueKey } from './counter-key.ts'
export type {
  Awaitable,
  CounterReader,
  CounterStore,
  CounterWriter,
  Expiry,
} from './counter-store.ts'
export { type CounterSnapshot, InMemoryCounterStore } from './in-memory-counter-store.ts'
export { isoWeek, type MetricWindow, weeksToRead } from './iso-week.ts'
export { loadCounters } from './load-counters.ts'
export { type UsageMetricValue, usageMetricValue } from './usage-metric-value.ts'
