/**
 * The collector on a port: the events of clients in other processes become part of the journal, and
 * can be read over the REST API of Snowplow Micro.
 *
 * @module internal-events-testing/collector
 */

export {
  type ServerOptions,
  type StartedCollector,
  startCollector,
} from '../collector/doors/port/index.ts'
export {
  type Answer,
  type Answerer,
  BadRowsError,
  type CollectedRequest,
  type Collector,
  CollectorError,
  type Delivery,
  type SettledOptions,
} from '../collector/index.ts'
export type { BadEvent, EnrichedEvent, GoodEvent, RawEvent } from '../collector/micro/index.ts'
export { SchemaError } from '../snowplow/iglu/index.ts'
export type {
  BadRow,
  CollectedEvent,
  CollectorOptions,
  EventType,
  Reason,
} from '../snowplow/index.ts'
