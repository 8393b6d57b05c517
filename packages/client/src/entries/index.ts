/**
 * The client of the AI gateway and the Duo Workflow Service, and the contexts of requests.
 *
 * @module internal-events-client
 */

export type { TrackEventOptions } from '../client/build-event.ts'
export { ClientError, type ClientErrorCode, type UndeliveredEvent } from '../client/client-error.ts'
export type { ClientSettings } from '../client/client-settings.ts'
export type { DeliveredEvent, LostEvent } from '../client/delivery-ledger.ts'
export {
  type EventProperties,
  InternalEventAdditionalProperties,
} from '../client/event-properties.ts'
export type { EventTracker, PayloadBuilder } from '../client/event-tracker.ts'
export {
  type ClientStats,
  type FlushOptions,
  InternalEventsClient,
} from '../client/internal-events-client.ts'
export type { AiContextFields } from '../contexts/ai-context.ts'
export { hashUserId } from '../contexts/hash-user-id.ts'
export type { StandardContextFields } from '../contexts/standard-context.ts'
export { contextFromHeaders } from '../requests/context-from-headers.ts'
export { expressEventContext } from '../requests/express-event-context.ts'
export { type FastifyHooks, fastifyEventContext } from '../requests/fastify-event-context.ts'
export {
  type GrpcInterceptor,
  type GrpcMetadata,
  grpcEventContext,
} from '../requests/grpc-event-context.ts'
export { type HonoContext, honoEventContext } from '../requests/hono-event-context.ts'
export {
  currentEventContext,
  type InternalEventContext,
  trackedInternalEvents,
  withInternalEventContext,
} from '../requests/internal-event-context.ts'
export type { NodeRequest } from '../requests/node-request.ts'
export type { RequestClaims } from '../requests/request-claims.ts'
export type { ContextOptions } from '../requests/request-context.ts'
export type { RequestContextOptions } from '../requests/request-context-options.ts'
export type { RequestHeaders } from '../requests/request-headers.ts'
export type { EventName } from '../tracking/event-register.ts'
export type { TrackInternalEvent, TrackOptions } from '../tracking/track-internal-event.ts'
