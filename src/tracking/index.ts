export { type AsyncScope, createAsyncScope } from './async-scope.ts'
export type { InstanceContext } from './contexts.ts'
export { type CountedEvent, uniqueMember } from './count-event.ts'
export type {
  Awaitable,
  CounterReader,
  CounterStore,
  CounterWriter,
  Expiry,
} from './counter-store.ts'
export {
  createTracking,
  type EventRecorder,
  type TrackingFunctions,
  type TrackOptions,
} from './create-tracking.ts'
export { checkFrontendProperties } from './frontend-properties.ts'
export { isPromiseLike } from './is-promise-like.ts'
export type { MetricWindow } from './iso-week.ts'
export { loadCounters } from './load-counters.ts'
export { type PageContext, snowplowEnabled } from './page-context.ts'
export { sha256 } from './sha256.ts'
export { decodeText, utf8Encoder } from './text-encoding.ts'
export type {
  AdditionalProperties,
  Identifiable,
  Identifiers,
  Project,
  SnowplowPayload,
  TrackedEvent,
} from './tracked-event.ts'
export { TrackingError, type TrackingErrorCode } from './tracking-error.ts'
export { type UsageMetricValue, usageMetricValue } from './usage-metric-value.ts'
export { validateEvent } from './validate-event.ts'
