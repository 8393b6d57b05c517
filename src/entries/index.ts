// The entry point that tests import; errors are told apart by `code`.

// Types of assertions; those of chains are in `internal-events-testing/matchers`.
export type { AsymmetricMatcher, MatcherErrorCode } from '../assertions/index.ts'
export { MatcherError } from '../assertions/index.ts'
export type {
  Awaitable,
  CounterReader,
  CounterSnapshot,
  CounterStore,
  CounterWriter,
  Expiry,
  MetricWindow,
  UsageMetricValue,
} from '../counters/index.ts'
export { InMemoryCounterStore } from '../counters/index.ts'
export type {
  AdditionalProperties,
  CatalogSource,
  DefinitionErrorCode,
  EventDefinition,
  Identifiable,
  Identifiers,
  InternalEventsConfig,
  Project,
  SelectionRule,
  TimeFrame,
  UsageMetric,
} from '../definitions/index.ts'
export { Catalog, DefinitionError, defineConfig, loadCatalog } from '../definitions/index.ts'
export type {
  Fakes,
  InternalEventsApi,
  InternalEventsOptions,
  InternalEventsSet,
  MockedTracking,
  TrackEventSpy,
  UsageMetrics,
} from '../fakes/index.ts'
export {
  createInternalEvents,
  fakes,
  InternalEvents,
  Journal,
  resetFakes,
  setPageContext,
  trackInternalEvent,
  usageMetrics,
  useAiUsageEvents,
  useCounterStore,
  useInternalEvents,
  useMockInternalEventsTracking,
  withBatchedRedisWrites,
} from '../fakes/index.ts'
export { InternalEventsError } from '../foundation/index.ts'
export type { EventElement, EventRoot, FrontendTracking, TrackingMixin } from '../html/index.ts'
export type { ExpectedUsage } from '../matchers/ai-usage/index.ts'
export type {
  ExpectedContext,
  ExpectedContexts,
  ExpectedEvent,
  ExpectedFields,
} from '../matchers/events/index.ts'
export type { ExpectedAttributes } from '../matchers/html/index.ts'
export type { InstanceContext, SnowplowPayload } from '../snowplow/index.ts'
export type {
  PageContext,
  TrackedEvent,
  TrackingErrorCode,
  TrackOptions,
} from '../tracking/index.ts'
export { TrackingError } from '../tracking/index.ts'
