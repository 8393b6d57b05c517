import { bindEmitter } from './bind-emitter.ts'
import { contextFromHeaders } from './context-from-headers.ts'
import { withRequestContext } from './internal-event-context.ts'
import { type RequestContextOptions, withContextOf } from './request-context-options.ts'

/** The part of Hono's context that is read for the context of a request. */
export interface HonoContext {
  readonly req: { readonly raw: Request }
  /** The request and the response of Node.js, where Hono runs on it. */
  readonly env?: unknown
}

/**
 * Makes middleware for Hono, and for others with handlers of the shape of `fetch`: the events that
 * later handlers track carry the context that the request's headers make. So do those that Hono's
 * streams of a response track; the `pull` of a `ReadableStream` runs for the server that reads it,
 * unless it is bound with `AsyncLocalStorage.bind`.
 *
 * @example
 * ```ts
 * import { Hono } from 'hono'
 * import { honoEventContext } from 'internal-events-client'
 *
 * const app = new Hono()
 * app.use(honoEventContext({ environment: 'production' }))
 * ```
 */
export function honoEventContext(
  options: RequestContextOptions<Request> = {},
): (context: HonoContext, next: () => Promise<void>) => Promise<void> {
  return async ({ req: { raw }, env }, next) =>
    withContextOf(
      raw,
      options,
      contextFromHeaders,
      ({ headers }) => headers,
      (context) =>
        withRequestContext(context, (scope) => {
          const { incoming, outgoing } = Object(env) as Record<string, unknown>
          bindEmitter(incoming, scope)
          bindEmitter(outgoing, scope)
          return next()
        }),
    )
}
