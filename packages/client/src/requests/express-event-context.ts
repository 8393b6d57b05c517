import { withInternalEventContext } from './internal-event-context.ts'
import type { NodeRequest } from './node-request.ts'
import { type RequestContextOptions, readRequestContext } from './request-context-options.ts'

/**
 * Makes middleware for Express 5: the events that later handlers track carry the context that the
 * request's headers make.
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
): (request: Request, response: unknown, next: () => void) => void {
  return (request, _response, next) => {
    withInternalEventContext(readRequestContext(request, request.headers, options), next)
  }
}
