import { bindEmitter } from './bind-emitter.ts'
import { contextFromHeaders } from './context-from-headers.ts'
import { withRequestContext } from './internal-event-context.ts'
import type { NodeRequest } from './node-request.ts'
import { type RequestContextOptions, withContextOf } from './request-context-options.ts'

/**
 * Makes middleware for Express 5: the events that later handlers track carry the context that the
 * request's headers make, and so do those that the handlers of the request's and the response's own
 * events track, such as `data`, `end`, `finish` and `close`.
 *
 * Source: `InternalEventMiddleware` of the AI gateway.
 *
 * @example
 * ```ts
 * import express from 'express'
 * import { expressEventContext } from 'internal-events-client'
 *
 * const app = express()
 * app.use(expressEventContext({ environment: 'production' }))
 * ```
 */
export function expressEventContext<Request extends NodeRequest>(
  options: RequestContextOptions<Request> = {},
): (request: Request, response: unknown, next: () => void) => void | Promise<void> {
  return (request, response, next) =>
    withContextOf(
      request,
      options,
      contextFromHeaders,
      ({ headers }) => headers,
      (context) =>
        withRequestContext(context, (scope) => {
          bindEmitter(request, scope)
          bindEmitter(response, scope)
          next()
        }),
    )
}
