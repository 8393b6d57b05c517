/**
 * The collector in process: what Snowplow trackers send over HTTP is taken by MSW 2 or 3 and becomes
 * part of the journal.
 */
export {
  type Answer,
  type BadRow,
  BadRowsError,
  type CollectedEvent,
  type CollectedRequest,
  type Collector,
  collector,
  collectorHandlers,
  type EventType,
  type InterceptedCollector,
  interceptCollector,
  type Reason,
} from './collector/index.ts'
