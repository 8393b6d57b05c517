export type { ActionOptions, ControllerTracking } from './action-tracking.ts'
export { type ApiEventOptions, type ApiTracking, apiEventTracking } from './api-event-tracking.ts'
export {
  expressEventTracking,
  type NodeRequest,
  type NodeResponse,
} from './express-event-tracking.ts'
export { type FastifyReply, fastifyEventTracking } from './fastify-event-tracking.ts'
export { type HonoContext, honoEventTracking } from './hono-event-tracking.ts'
