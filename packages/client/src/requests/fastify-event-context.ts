import { bindEmitter } from './bind-emitter.ts'
import { contextFromHeaders } from './context-from-headers.ts'
import { withRequestContext } from './internal-event-context.ts'
import type { NodeRequest } from './node-request.ts'
import { type RequestContextOptions, withContextOf } from './request-context-options.ts'

/** A request or a reply of Fastify, which wraps that of Node.js. */
interface Wrapper {
  readonly raw?: unknown
}

/** The part of an instance of Fastify that the plugin calls. */
export interface FastifyHooks<Request> {
  addHook(
    name: 'onRequest',
    hook: (request: Request, reply: object, done: () => void) => void,
  ): unknown
}

/**
 * Makes a plugin for Fastify 5: the events that hooks and handlers track carry the context that the
 * request's headers make, in all routes of the instance that registers it. So do those that handlers
 * of the events of `request.raw` and `reply.raw` track.
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
    instance.addHook('onRequest', (request, reply, done) => {
      // A hook that takes `done` returns no promise.
      void withContextOf(
        request,
        options,
        contextFromHeaders,
        ({ headers }) => headers,
        (context) =>
          withRequestContext(context, (scope) => {
            bindEmitter((request as Wrapper).raw, scope)
            bindEmitter((reply as Wrapper).raw, scope)
            done()
          }),
      )
    })
    registered()
  }
  // Fastify keeps hooks to the plugin that adds them, unless it is told not to.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true })
}
