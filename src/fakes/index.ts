export { type BlockError, BlockRun, type Unattributed } from './block-run.ts'
export type { BlockUsageRecord } from './block-usage.ts'
export type { Canary } from './canary.ts'
export { setCatalog } from './catalog-in-use.ts'
export { isIdOfRows } from './check-usage-store.ts'
export { outsideTests, runForTest } from './code-owner.ts'
export {
  createInternalEvents,
  type InternalEventsApi,
  type InternalEventsOptions,
  type InternalEventsSet,
} from './create-internal-events.ts'
export { outsideRun } from './create-test-run.ts'
export { currentAiUsageEvents } from './current-ai-usage-events.ts'
export { currentCatalog } from './current-catalog.ts'
export { currentRun, isTesting } from './current-run.ts'
export {
  hearSwallowedExports,
  trackInternalEvent,
  withBatchedRedisWrites,
} from './current-tracking.ts'
export { keyOf } from './entry-key.ts'
export { counterLayers, type EventLayer, eventLayers, printLayers } from './event-layers.ts'
export { createFakeTracker } from './fake-tracker.ts'
export { type Fakes, fakes, resetFakes } from './fakes.ts'
export { FakesError, type FakesErrorCode } from './fakes-error.ts'
export { filterEntries } from './filter-entries.ts'
export { flushAiUsageEvents } from './flush-ai-usage-events.ts'
export {
  elementWithoutListener,
  InternalEvents,
  setPageContext,
  useInternalEvents,
} from './internal-events.ts'
export { Journal } from './journal.ts'
export { callSiteOfJourney, type Journey, type JourneyVariant, journey } from './journey.ts'
export { noteRawRequest, noteSent, noteSentPayload } from './note-sent.ts'
export type { PrivacyFinding } from './privacy-finding.ts'
export { runForTracker } from './queued-event.ts'
export { runner } from './runner.ts'
export { collectorListens, noteHandlers, openCollectors, type SeenRequest } from './seen-request.ts'
export type { RawRequest, Sent, SentData } from './sent-data.ts'
export { sentOfRefused } from './sent-of-refused.ts'
export { setInstanceContext } from './set-instance-context.ts'
export { settleTest } from './settle-test.ts'
export {
  type EntryId,
  EVIDENCE_KEY,
  LEVELS,
  type Level,
  type Mark,
  type TestEvidence,
} from './test-evidence.ts'
export { beginFile } from './test-file.ts'
export { beginTest, runAsHook, runToEnd } from './test-life.ts'
export { type OpenAssertion, TestRun } from './test-run.ts'
export {
  awaitToldFiles,
  readToldFiles,
  type ToldTest,
  tellFile,
} from './told-files.ts'
export {
  type DashboardNamespace,
  MAX_EVENTS,
  trackDashboardEvent,
} from './track-dashboard-event.ts'
export { framesIn, framesOf, takeSite } from './tracking-site.ts'
export { noteFailure } from './unhandled-failures.ts'
export { type UsageMetrics, usageMetrics } from './usage-metrics.ts'
export { type UsedAiUsage, useAiUsageEventStore } from './use-ai-usage-event-store.ts'
export { useAiUsageEvents } from './use-ai-usage-events.ts'
export { useCounterStore } from './use-counter-store.ts'
export {
  type MockedTracking,
  type TrackEvent,
  type TrackEventSpy,
  useMockInternalEventsTracking,
} from './use-mock-internal-events-tracking.ts'
export type { OwnAiUsage } from './used-ai-usage-event-store.ts'
