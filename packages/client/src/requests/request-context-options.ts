import {
  type ContextOptions,
  contextFromHeaders,
  type RequestHeaders,
} from './context-from-headers.ts'
import type { InternalEventContext } from './internal-event-context.ts'

/** The options of an adapter that reads the context of a request. */
export interface RequestContextOptions<Request> extends Omit<ContextOptions, 'claims'> {
  /** The claims of the request's token, which something before the adapter has checked. */
  readonly claims?: ((request: Request) => ContextOptions['claims']) | undefined
}

export function readRequestContext<Request>(
  request: Request,
  headers: RequestHeaders,
  { claims, ...options }: RequestContextOptions<Request>,
): InternalEventContext {
  return contextFromHeaders(headers, { ...options, claims: claims?.(request) })
}
