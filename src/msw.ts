/**
 * The collector in process: what Snowplow trackers send over HTTP is taken by MSW 2 or 3 and becomes
 * part of the journal.
 */
export {
  type Answer,
  type Answerer,
  type BadRow,
  BadRowsError,
  type CollectedEvent,
  type CollectedRequest,
  type Collector,
  type CollectorOptions,
  collector,
  collectorHandlers,
  type Delivery,
  type EventType,
  type InProcessOptions,
  type InterceptedCollector,
  interceptCollector,
  type Reason,
} from './collector/index.ts'
