import { withInternalEventContext } from './internal-event-context.ts'
import type { NodeRequest } from './node-request.ts'
import { type RequestContextOptions, readRequestContext } from './request-context-options.ts'

/** The part of an instance of Fastify that the plugin calls. */
export interface FastifyHooks<Request> {
  addHook(
    name: 'onRequest',
    hook: (request: Request, reply: unknown, done: () => void) => void,
  ): unknown
}

/**
 * Makes a plugin for Fastify 5: the events that hooks and handlers track carry the context that the
 * request's headers make, in all routes of the instance that registers it.
 *
 * @example
 * ```ts
 * import Fastify from 'fastify'
 * import { fastifyEventContext } from 'internal-events-client'
 *
 * const app = Fastify()
 * app.register(fastifyEventContext({ environment: 'production' }))
 * ```
 */
export function fastifyEventContext<Request extends NodeRequest>(
  options: RequestContextOptions<Request> = {},
): (instance: FastifyHooks<Request>, _options: unknown, done: () => void) => void {
  const plugin = (
    instance: FastifyHooks<Request>,
    _options: unknown,
    registered: () => void,
  ): void => {
    instance.addHook('onRequest', (request, _reply, done) => {
      withInternalEventContext(readRequestContext(request, request.headers, options), done)
    })
    registered()
  }
  // Fastify keeps hooks to the plugin that adds them, unless it is told not to.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true })
}
