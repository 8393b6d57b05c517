// Tracking: what production code calls, over the fakes of the running test.
export {
  InternalEvents,
  setPageContext,
  trackInternalEvent,
  withBatchedRedisWrites,
} from './fakes/index.ts'

// Fakes: what tests read.
export { fakes, resetFakes, usageMetrics } from './fakes/index.ts'
export { createInternalEvents, InMemoryCounterStore, Journal } from './fakes/index.ts'

// Definitions.
export { Catalog, defineConfig, loadCatalog } from './definitions/index.ts'

// Errors, told apart by `code`.
export { DefinitionError, InternalEventsError } from './definitions/index.ts'
export { TrackingError } from './tracking/index.ts'
export { MatcherError } from './matchers/index.ts'

export type {
  CatalogSource,
  DefinitionErrorCode,
  EventDefinition,
  InternalEventsConfig,
  SelectionRule,
  TimeFrame,
  UsageMetric,
} from './definitions/index.ts'
export type {
  AdditionalProperties,
  CounterReader,
  CounterStore,
  Expiry,
  Identifiable,
  Identifiers,
  InstanceContext,
  InternalEventsApi,
  MetricWindow,
  PageContext,
  Project,
  SnowplowPayload,
  TrackedEvent,
  TrackingErrorCode,
  TrackOptions,
  UsageMetricValue,
} from './tracking/index.ts'
export type {
  CounterSnapshot,
  Fakes,
  InternalEventsOptions,
  InternalEventsSet,
  UsageMetrics,
} from './fakes/index.ts'
export type { ExpectedEvent, InternalEventsMatchers, MatcherErrorCode } from './matchers/index.ts'
