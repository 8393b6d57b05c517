import type { NodeRequest } from '../requests/node-request.ts'
import type { EventName } from '../tracking/event-register.ts'
import { type ActionOptions, type ControllerTracking, trackedAction } from './action-tracking.ts'

/** The part of a reply of Fastify that is read. */
export interface FastifyReply {
  readonly statusCode: number
  getHeader(name: string): unknown
}

/**
 * Tracks actions of Fastify 5, by the same rules as `expressEventTracking`: the hook is the
 * `onSend` of a route.
 *
 * @example
 * ```ts
 * import Fastify from 'fastify'
 * import { trackInternalEvent } from 'internal-events-testing'
 * import { fastifyEventTracking } from 'internal-events-client/controllers'
 *
 * const track = fastifyEventTracking({
 *   trackInternalEvent,
 *   currentUser: () => ({ id: 1 }),
 *   trackingProjectSource: () => undefined,
 *   trackingNamespaceSource: () => undefined,
 * })
 * const app = Fastify()
 * app.get('/packages', { onSend: track('view_package_page') }, (_request, reply) =>
 *   reply.type('text/html').send('<h1>Packages</h1>'),
 * )
 * ```
 */
export function fastifyEventTracking<Request extends NodeRequest>(
  tracking: ControllerTracking<Request>,
): (
  name: EventName,
  options?: ActionOptions<Request>,
) => (request: Request, reply: FastifyReply, payload: unknown) => Promise<unknown> {
  return (name, options = {}) => {
    const track = trackedAction(tracking, name, options)
    return async (request, reply, payload) => {
      const type = reply.getHeader('content-type')
      track(request, {
        header: (header) => request.headers[header]?.toString(),
        status: reply.statusCode,
        contentType: type === undefined ? undefined : String(type),
      })
      return payload
    }
  }
}
