// Tracking, over the fakes of the running test.
export {
  InternalEvents,
  setPageContext,
  trackInternalEvent,
  useInternalEvents,
  withBatchedRedisWrites,
} from './fakes/index.ts'

// Fakes.
export { fakes, resetFakes, usageMetrics, useMockInternalEventsTracking } from './fakes/index.ts'
export {
  createInternalEvents,
  InMemoryCounterStore,
  Journal,
  useAiUsageEvents,
  useCounterStore,
} from './fakes/index.ts'

// Definitions.
export { Catalog, defineConfig, loadCatalog } from './definitions/index.ts'

// Errors, told apart by `code`.
export { DefinitionError, InternalEventsError } from './definitions/index.ts'
export { TrackingError } from './tracking/index.ts'
export { MatcherError } from './matchers/index.ts'

// Types of tracking.
export type {
  AdditionalProperties,
  Identifiable,
  Identifiers,
  InstanceContext,
  PageContext,
  Project,
  SnowplowPayload,
  TrackedEvent,
  TrackingErrorCode,
  TrackOptions,
} from './tracking/index.ts'

// Types of the front end.
export type {
  EventElement,
  EventRoot,
  FrontendTracking,
  TrackingMixin,
} from './html/index.ts'

// Types of counters and metrics.
export type {
  Awaitable,
  CounterReader,
  CounterStore,
  CounterWriter,
  Expiry,
} from './tracking/index.ts'
export type { MetricWindow, UsageMetricValue } from './tracking/index.ts'

// Types of fakes.
export type {
  CounterSnapshot,
  Fakes,
  InternalEventsApi,
  InternalEventsOptions,
  InternalEventsSet,
  MockedTracking,
  TrackEventSpy,
  UsageMetrics,
} from './fakes/index.ts'

// Types of definitions.
export type {
  CatalogSource,
  DefinitionErrorCode,
  EventDefinition,
  InternalEventsConfig,
  SelectionRule,
  TimeFrame,
  UsageMetric,
} from './definitions/index.ts'

// Types of assertions; those of chains are in `internal-events-testing/matchers`.
export type {
  AsymmetricMatcher,
  ExpectedContext,
  ExpectedContexts,
  ExpectedFields,
  ExpectedUsage,
  ExpectedAttributes,
  ExpectedEvent,
  MatcherErrorCode,
} from './matchers/index.ts'
