/**
 * The collector on a port: what clients in other processes send becomes part of the journal, and is
 * there to read over the REST API of Snowplow Micro.
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
  type Delivery,
  type EventType,
  type Reason,
  type SettledOptions,
} from './collector/index.ts'
export { SchemaError } from './iglu/index.ts'
export {
  type BadEvent,
  type EnrichedEvent,
  type GoodEvent,
  type RawEvent,
  type ServerOptions,
  type StartedCollector,
  startCollector,
} from './micro/index.ts'
