export { BadRowsError } from './bad-rows-error.ts'
export { type CollectedRequest, isAccepted } from './collected-request.ts'
export { type Collector, collector, currentLog, logOf, type SettledOptions } from './collector.ts'
export type { Answer, Answerer } from './collector-log.ts'
export { collectorResponse, corsHeaders, FORWARDING, PIXELS, TP2 } from './collector-response.ts'
export {
  type BadRow,
  type CollectedEvent,
  type CollectorOptions,
  createDecoder,
  type Decode,
  type DecodedRequest,
  type EventType,
  MAX_BYTES,
  refusedRequest,
} from './decode-request.ts'
export { type Delivery, nameOf } from './delivery.ts'
export type { Reason } from './payload-data.ts'
