/**
 * Tracking of what a service answers: pages of Express, Fastify and Hono, and end points of an API.
 *
 * @module internal-events-client/controllers
 */

export type { ActionOptions, ControllerTracking } from '../controllers/action-tracking.ts'
export {
  type ApiEventOptions,
  type ApiTracking,
  apiEventTracking,
} from '../controllers/api-event-tracking.ts'
export { expressEventTracking, type NodeResponse } from '../controllers/express-event-tracking.ts'
export { type FastifyReply, fastifyEventTracking } from '../controllers/fastify-event-tracking.ts'
export { type HonoResponseContext, honoEventTracking } from '../controllers/hono-event-tracking.ts'
export type { HonoContext } from '../requests/hono-event-context.ts'
export type { NodeRequest } from '../requests/node-request.ts'
export type { EventName } from '../tracking/event-register.ts'
export type {
  Identifiable,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from '../tracking/track-internal-event.ts'
