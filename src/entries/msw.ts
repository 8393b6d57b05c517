/**
 * The collector in process: what Snowplow trackers send over HTTP is taken by MSW 2 or 3 and becomes
 * part of the journal; so does what clients send to the usage data API.
 */

export {
  collectorHandlers,
  type InterceptedCollector,
  interceptCollector,
  usageDataHandlers,
} from '../collector/doors/index.ts'
export {
  type Answer,
  type Answerer,
  BadRowsError,
  type CollectedRequest,
  type Collector,
  CollectorError,
  collector,
  type Delivery,
  type InProcessOptions,
  type SettledOptions,
  type UsageDataHandlerOptions,
} from '../collector/index.ts'
export { SchemaError } from '../snowplow/iglu/index.ts'
export type {
  BadRow,
  CollectedEvent,
  CollectorOptions,
  EventType,
  Reason,
} from '../snowplow/index.ts'
