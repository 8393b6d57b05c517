export {
  type ContextOptions,
  contextFromHeaders,
  type RequestHeaders,
} from './context-from-headers.ts'
export { expressEventContext } from './express-event-context.ts'
export { type FastifyHooks, fastifyEventContext } from './fastify-event-context.ts'
export { type GrpcInterceptor, type GrpcMetadata, grpcEventContext } from './grpc-event-context.ts'
export { type HonoContext, honoEventContext } from './hono-event-context.ts'
export {
  currentEventContext,
  type InternalEventContext,
  noteTrackedEvent,
  trackedInternalEvents,
  withInternalEventContext,
} from './internal-event-context.ts'
export type { NodeRequest } from './node-request.ts'
export type { RequestContextOptions } from './request-context-options.ts'
