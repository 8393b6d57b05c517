/** Tracking of what a service answers: pages of Express, Fastify and Hono, and end points of an API. */

export type {
  ActionOptions,
  ApiEventOptions,
  ApiTracking,
  ControllerTracking,
  FastifyReply,
  HonoResponseContext,
  Identifiable,
  NodeResponse,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from '../controllers/index.ts'
export {
  apiEventTracking,
  expressEventTracking,
  fastifyEventTracking,
  honoEventTracking,
} from '../controllers/index.ts'
export type { HonoContext, NodeRequest } from '../requests/index.ts'
