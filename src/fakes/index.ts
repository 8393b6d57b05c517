export type { Block, Unattributed } from './block.ts'
export {
  createInternalEvents,
  type InternalEventsApi,
  type InternalEventsOptions,
  type InternalEventsSet,
} from './create-internal-events.ts'
export {
  currentCatalog,
  currentEnvironment,
  isTesting,
  runForTest,
  sequentialEnvironment,
} from './current-environment.ts'
export { trackInternalEvent, withBatchedRedisWrites } from './current-tracking.ts'
export { type Fakes, fakes, resetFakes } from './fakes.ts'
export { InternalEvents, setPageContext, useInternalEvents } from './internal-events.ts'
export { Journal } from './journal.ts'
export { loadSnapshot } from './load-snapshot.ts'
export {
  beginBlock,
  closeBlock,
  closeBlocks,
  openBlock,
  readCounters,
  releaseBlock,
  runInBlock,
  watchBlock,
} from './run-block.ts'
export { runInOwnEnvironment } from './run-in-own-environment.ts'
export { type RunnerMocking, sharedState } from './shared-state.ts'
export { type OpenAssertion, TestEnvironment } from './test-environment.ts'
export { createFakeTracker, loadNodeTracker } from './tracker.ts'
export { type UsageMetrics, usageMetrics } from './usage-metrics.ts'
export { currentAiUsageEvents, useAiUsageEvents } from './use-ai-usage-events.ts'
export { useCounterStore } from './use-counter-store.ts'
export {
  type MockedTracking,
  type TrackEventSpy,
  useMockInternalEventsTracking,
} from './use-mock-internal-events-tracking.ts'
