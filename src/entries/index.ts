/**
 * The entry for tests: tracking over the fakes of the running test, the fakes themselves, definitions,
 * and errors, which are told apart by `code`.
 *
 * @module internal-events-testing
 */

import { hearSwallowedExports } from '../fakes/index.ts'

// Types of assertions; those of chains are in `internal-events-testing/matchers`.
export type { AsymmetricMatcher, MatcherErrorCode } from '../assertions/index.ts'
// Errors.
export { MatcherError } from '../assertions/index.ts'
// Types of counters and metrics.
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
// Counters.
export { CounterError, InMemoryCounterStore } from '../counters/index.ts'
// Types of tracking.
// Types of definitions.
export type {
  AdditionalProperties,
  CatalogOptions,
  CatalogSource,
  CheckConfig,
  ContextsOf,
  CoverageConfig,
  CoverageRunner,
  CoverageThreshold,
  DefinitionErrorCode,
  DefinitionFault,
  EventDefinition,
  EventName,
  FilterValue,
  Identifiable,
  Identifiers,
  IdentifiersOf,
  IgnoredFinding,
  InternalEventsConfig,
  JourneysConfig,
  MetricKeyPath,
  MetricsConfig,
  PrivacyConfig,
  PrivacyDetector,
  PrivacyException,
  PrivacyLevel,
  Project,
  PropertiesOf,
  Register,
  SelectionRule,
  TimeFrame,
  UndefinedEvents,
  UsageMetric,
} from '../definitions/index.ts'
// Definitions.
export { Catalog, DefinitionError, defineConfig, loadCatalog } from '../definitions/index.ts'
// Types of fakes.
export type {
  DashboardNamespace,
  Fakes,
  FakesErrorCode,
  InternalEventsApi,
  InternalEventsOptions,
  InternalEventsSet,
  Journey,
  JourneyVariant,
  MockedTracking,
  OwnAiUsage,
  TrackEvent,
  TrackEventSpy,
  UsageMetrics,
  UsedAiUsage,
} from '../fakes/index.ts'
// Tracking, over the fakes of the running test.
// Fakes.
export {
  createInternalEvents,
  FakesError,
  fakes,
  flushAiUsageEvents,
  InternalEvents,
  Journal,
  journey,
  outsideTests,
  resetFakes,
  setInstanceContext,
  setPageContext,
  trackDashboardEvent,
  trackInternalEvent,
  usageMetrics,
  useAiUsageEventStore,
  useAiUsageEvents,
  useCounterStore,
  useInternalEvents,
  useMockInternalEventsTracking,
  withBatchedRedisWrites,
} from '../fakes/index.ts'
export { InternalEventsError, ModuleError, VersionError } from '../foundation/index.ts'

// Types of the front end.
export type { EventElement, EventRoot, FrontendTracking, TrackingMixin } from '../html/index.ts'
export { HtmlError } from '../html/index.ts'
export type { ExpectedUsage } from '../matchers/ai-usage/index.ts'
export type { ErrorClass, ExpectedError } from '../matchers/errors/index.ts'
export type {
  ExpectedContext,
  ExpectedContexts,
  ExpectedEvent,
  ExpectedFields,
} from '../matchers/events/index.ts'
export type { ExpectedAttributes } from '../matchers/html/index.ts'
export type { ConsentOptions } from '../matchers/privacy/index.ts'
export type { CanaryKind, PrivacyErrorCode } from '../privacy/index.ts'
// Privacy.
export { PrivacyError, privacyCanary } from '../privacy/index.ts'
export type { InstanceContext, SnowplowPayload } from '../snowplow/index.ts'
export type {
  PageContext,
  TrackedEvent,
  TrackingErrorCode,
  TrackOptions,
} from '../tracking/index.ts'
export { TrackingError } from '../tracking/index.ts'

/** Defined by the build for CommonJS, whose exports a test can replace one by one. */
declare const COMMON_JS: true | undefined
if (typeof COMMON_JS !== 'undefined') module.exports = hearSwallowedExports(module.exports)
