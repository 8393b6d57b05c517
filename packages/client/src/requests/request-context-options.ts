import { errorText } from '../tracking/error-text.ts'
import { isPromiseLike } from '../tracking/guard-tracking.ts'
import type { InternalEventContext } from './internal-event-context.ts'
import type { RequestClaims } from './request-claims.ts'
import type { ContextOptions } from './request-context.ts'
import type { RequestHeaders } from './request-headers.ts'
import { throttledWarnings } from './throttled-warnings.ts'

type Claims = RequestClaims | null | undefined

/** The options of an adapter that reads the context of a request. */
export interface RequestContextOptions<Request> extends Omit<ContextOptions, 'claims'> {
  /**
   * Reads the claims of the request's token, which it or something before the adapter has checked.
   * The request waits for a promise. If it fails, a warning says so, and the request goes on without
   * claims; the error is never the service's.
   */
  readonly claims?: ((request: Request) => Claims | PromiseLike<Claims>) | undefined
}

/**
 * Reads the context of a request, and runs the rest of the request with it: at once, unless there
 * are claims to wait for.
 */
export function withContextOf<Request, Result>(
  request: Request,
  { claims, ...options }: RequestContextOptions<Request>,
  contextFrom: (headers: RequestHeaders, options: ContextOptions) => InternalEventContext,
  headersOf: (request: Request) => RequestHeaders,
  run: (context: InternalEventContext) => Result,
): Result | Promise<Result> {
  const proceed = (found: Claims) => {
    let headers: RequestHeaders = {}
    try {
      headers = headersOf(request)
    } catch {}
    return run(contextFrom(headers, { ...options, claims: found ?? undefined }))
  }
  const without = (error: unknown): undefined => {
    throttledWarnings(options.logger ?? console)('claims that fail', () => {
      return `Failed to read the claims of a request, which goes on without them: ${errorText(error)}`
    })
  }
  let found: Claims | PromiseLike<Claims>
  try {
    found = claims?.(request)
    if (isPromiseLike(found)) return Promise.resolve(found).catch(without).then(proceed)
  } catch (error) {
    found = without(error)
  }
  return proceed(found)
}
