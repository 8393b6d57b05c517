export type { Answer, Answerer } from './answer.ts'
export type { Application, IncomingRequest, Peer } from './application.ts'
export {
  type InProcessOptions,
  inProcessCollector,
  STANDALONE_OPTIONS,
  type StandaloneOptions,
  standaloneCollector,
  takesRequest,
  type UsageDataHandlerOptions,
  usageDataApi,
} from './applications.ts'
export { BadRowsError } from './bad-rows-error.ts'
export { checkOptions } from './check-options.ts'
export type { CollectedRequest } from './collected-request.ts'
export { type Collector, collector, logOf, type SettledOptions } from './collector.ts'
export { CollectorError } from './collector-error.ts'
export type { Sending } from './collector-log.ts'
export type { Delivery } from './delivery.ts'
export { type EndPoint, endPointsOf, TRACKER_FIELD } from './end-points.ts'
export {
  type Entry,
  matchDefinition,
  nearestEvent,
  printEvent,
  printId,
  printLine,
  printState,
  printWord,
  type StoreListener,
} from './micro/index.ts'
export { USAGE_DATA } from './paths.ts'
export type { ReadBytes } from './read-bytes.ts'
export { type Recipient, runningTest } from './recipient.ts'
export { apiReply, isStream, type Reply } from './reply.ts'
export { Sender } from './sender.ts'
export { isNamespace, NAMESPACE_HEADER } from './target.ts'
export { postedEvents } from './usage-data/index.ts'
