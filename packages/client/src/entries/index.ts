/** The client of the AI gateway and the Duo Workflow Service, and the contexts of requests. */

export {
  ClientError,
  type ClientErrorCode,
  type ClientSettings,
  type EventProperties,
  InternalEventAdditionalProperties,
  InternalEventsClient,
  type TrackEventOptions,
  type UndeliveredEvent,
} from '../client/index.ts'
export type { AiContextFields, StandardContextFields } from '../contexts/index.ts'
export {
  type ContextOptions,
  contextFromHeaders,
  currentEventContext,
  expressEventContext,
  type FastifyHooks,
  fastifyEventContext,
  type GrpcInterceptor,
  type GrpcMetadata,
  grpcEventContext,
  type HonoContext,
  honoEventContext,
  type InternalEventContext,
  type NodeRequest,
  type RequestContextOptions,
  type RequestHeaders,
  trackedInternalEvents,
  withInternalEventContext,
} from '../requests/index.ts'
