// Tracking: what production code calls, over the fakes of the running test.

export type {
  CatalogSource,
  DefinitionErrorCode,
  EventDefinition,
  InternalEventsConfig,
  SelectionRule,
  TimeFrame,
  UsageMetric,
} from './definitions/index.ts'
// Definitions.
// Errors, told apart by `code`.
export {
  Catalog,
  DefinitionError,
  defineConfig,
  InternalEventsError,
  loadCatalog,
} from './definitions/index.ts'
export type {
  CounterSnapshot,
  Fakes,
  InternalEventsOptions,
  InternalEventsSet,
  UsageMetrics,
} from './fakes/index.ts'
export {
  createInternalEvents,
  fakes,
  InMemoryCounterStore,
  InternalEvents,
  Journal,
  resetFakes,
  setPageContext,
  trackInternalEvent,
  usageMetrics,
  withBatchedRedisWrites,
} from './fakes/index.ts'
export type { ExpectedEvent, InternalEventsMatchers, MatcherErrorCode } from './matchers/index.ts'
export { MatcherError } from './matchers/index.ts'
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
export { TrackingError } from './tracking/index.ts'
