/**
 * The client of the AI gateway and the Duo Workflow Service, for production: it imports nothing but
 * `@snowplow/node-tracker`.
 */
export {
  type AdditionalProperties,
  InternalEventAdditionalProperties,
} from './client/additional-properties.ts'
export { ClientError, type UndeliveredEvent } from './client/client-error.ts'
export {
  type ContextOptions,
  contextFromHeaders,
  type RequestHeaders,
} from './client/context-from-headers.ts'
export {
  currentEventContext,
  type InternalEventContext,
  trackedInternalEvents,
  withInternalEventContext,
} from './client/event-context.ts'
export { expressEventContext, type NodeRequest } from './client/express-event-context.ts'
export { type FastifyHooks, fastifyEventContext } from './client/fastify-event-context.ts'
export {
  type GrpcInterceptor,
  type GrpcMetadata,
  grpcEventContext,
} from './client/grpc-event-context.ts'
export { type HonoContext, honoEventContext } from './client/hono-event-context.ts'
export {
  type ClientSettings,
  InternalEventsClient,
  type TrackEventOptions,
} from './client/internal-events-client.ts'
export type { RequestContextOptions } from './client/request-context-options.ts'
export type { AiContextFields } from './iglu/schemas/ai-context.ts'
export type { StandardContextFields } from './iglu/schemas/gitlab-standard.ts'
