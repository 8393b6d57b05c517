import type { HonoContext } from '../requests/hono-event-context.ts'
import type { EventName } from '../tracking/event-register.ts'
import { type ActionOptions, type ControllerTracking, trackedAction } from './action-tracking.ts'

/** The part of Hono's context that is read when the handlers have answered. */
export interface HonoResponseContext extends HonoContext {
  readonly res: Response
}

/**
 * Tracks actions of Hono, by the same rules as `expressEventTracking`.
 *
 * @example
 * ```ts
 * import { Hono } from 'hono'
 * import { trackInternalEvent } from 'internal-events-testing'
 * import { honoEventTracking } from 'internal-events-client/controllers'
 *
 * const track = honoEventTracking({
 *   trackInternalEvent,
 *   currentUser: () => ({ id: 1 }),
 *   trackingProjectSource: () => undefined,
 *   trackingNamespaceSource: () => undefined,
 * })
 * const app = new Hono()
 * app.get('/packages', track('view_package_page'), (context) => context.html('<h1>Packages</h1>'))
 * ```
 */
export function honoEventTracking<Context extends HonoResponseContext>(
  tracking: ControllerTracking<Context>,
): (
  name: EventName,
  options?: ActionOptions<Context>,
) => (context: Context, next: () => Promise<void>) => Promise<void> {
  return (name, options = {}) => {
    const track = trackedAction(tracking, name, options)
    return async (context, next) => {
      await next()
      track(context, {
        header: (header) => context.req.raw.headers.get(header),
        status: context.res.status,
        contentType: context.res.headers.get('content-type'),
      })
    }
  }
}
