/** Tracking of a service's answers: pages of Express, Fastify and Hono, end points of an API. */
export type { ActionOptions, ControllerTracking } from '../controllers/index.ts'
export {
  type ApiEventOptions,
  type ApiTracking,
  apiEventTracking,
  expressEventTracking,
  type FastifyReply,
  fastifyEventTracking,
  type HonoContext,
  honoEventTracking,
  type NodeRequest,
  type NodeResponse,
} from '../controllers/index.ts'
