import { withInternalEventContext } from './event-context.ts'
import { type RequestContextOptions, readRequestContext } from './request-context-options.ts'

/** What the middleware needs of a request of Express, Connect or `node:http`. */
export interface NodeRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/**
 * Middleware for Express 5: what later handlers track carries the context that the request's headers
 * make.
 *
 * Source: `InternalEventMiddleware` of the AI gateway.
 *
 * @example
 * ```ts
 * import express from 'express'
 * import { expressEventContext } from 'internal-events-testing/client'
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
