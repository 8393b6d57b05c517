/**
 * The client of the AI gateway and the Duo Workflow Service, for production: it imports nothing but
 * `@snowplow/node-tracker`.
 */

export type { RequestContextOptions } from '../client/index.ts'
export {
  type AdditionalProperties,
  ClientError,
  type ClientSettings,
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
  InternalEventAdditionalProperties,
  type InternalEventContext,
  InternalEventsClient,
  type NodeRequest,
  type RequestHeaders,
  type TrackEventOptions,
  trackedInternalEvents,
  type UndeliveredEvent,
  withInternalEventContext,
} from '../client/index.ts'
export type { AiContextFields, StandardContextFields } from '../snowplow/iglu/index.ts'
