import { withInternalEventContext } from './internal-event-context.ts'
import { type RequestContextOptions, readRequestContext } from './request-context-options.ts'

/** The part of Hono's context that is read for the context of a request. */
export interface HonoContext {
  readonly req: { readonly raw: Request }
}

/**
 * Makes middleware for Hono, and for others with handlers of the shape of `fetch`: the events that
 * later handlers track carry the context that the request's headers make.
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
  return ({ req: { raw } }, next) =>
    withInternalEventContext(readRequestContext(raw, raw.headers, options), next)
}
