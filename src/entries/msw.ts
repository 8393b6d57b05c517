/**
 * The collector in process: MSW 2 or 3 takes the requests of Snowplow trackers, and their events
 * become part of the journal. So do those of clients of the usage data API.
 *
 * @module internal-events-testing/msw
 */

export {
  collectorHandlers,
  type InterceptedCollector,
  interceptCollector,
  usageDataHandlers,
} from '../collector/doors/msw/index.ts'
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
