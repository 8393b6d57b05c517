/**
 * The collector in process: what Snowplow trackers send over HTTP is taken by MSW 2 or 3 and becomes
 * part of the journal; so does what clients send to the usage data API.
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
  type Delivery,
  type EventType,
  type Reason,
  type SettledOptions,
} from './collector/index.ts'
export { SchemaError } from './iglu/index.ts'
export {
  collectorHandlers,
  type InProcessOptions,
  type InterceptedCollector,
  interceptCollector,
  type UsageDataHandlerOptions,
  usageDataHandlers,
} from './msw/index.ts'
