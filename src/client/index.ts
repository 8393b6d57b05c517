export {
  type AdditionalProperties,
  InternalEventAdditionalProperties,
} from './additional-properties.ts'
export { ClientError, type UndeliveredEvent } from './client-error.ts'
export {
  type ContextOptions,
  contextFromHeaders,
  type RequestHeaders,
} from './context-from-headers.ts'
export {
  currentEventContext,
  type InternalEventContext,
  trackedInternalEvents,
  withInternalEventContext,
} from './event-context.ts'
export { expressEventContext, type NodeRequest } from './express-event-context.ts'
export { type FastifyHooks, fastifyEventContext } from './fastify-event-context.ts'
export { type GrpcInterceptor, type GrpcMetadata, grpcEventContext } from './grpc-event-context.ts'
export { type HonoContext, honoEventContext } from './hono-event-context.ts'
export {
  type ClientSettings,
  InternalEventsClient,
  type TrackEventOptions,
} from './internal-events-client.ts'
export type { RequestContextOptions } from './request-context-options.ts'
