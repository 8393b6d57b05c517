export type { ActionOptions, ControllerTracking } from './action-tracking.ts'
export { type ApiEventOptions, type ApiTracking, apiEventTracking } from './api-event-tracking.ts'
export { expressEventTracking, type NodeResponse } from './express-event-tracking.ts'
export { type FastifyReply, fastifyEventTracking } from './fastify-event-tracking.ts'
export { type HonoResponseContext, honoEventTracking } from './hono-event-tracking.ts'
export type {
  Identifiable,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from './track-internal-event.ts'
