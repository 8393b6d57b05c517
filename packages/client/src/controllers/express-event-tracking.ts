import type { NodeRequest } from '../requests/node-request.ts'
import type { EventName } from '../tracking/event-register.ts'
import { type ActionOptions, type ControllerTracking, trackedAction } from './action-tracking.ts'

/** The part of a response of Express, Connect or `node:http` that is read, and its `end`. */
export interface NodeResponse {
  statusCode: number
  getHeader(name: string): unknown
  end(...args: never[]): unknown
}

/**
 * Tracks actions of Express 5: the middleware of a route tracks when the route has answered with
 * HTML and without an error, right before the response goes out. Requests with a `DNT` header, and
 * those that do not accept HTML, are never tracked.
 *
 * Source: `ProductAnalyticsTracking` of GitLab.
 *
 * @example
 * ```ts
 * import express from 'express'
 * import { trackInternalEvent } from 'internal-events-testing'
 * import { expressEventTracking } from 'internal-events-client/controllers'
 *
 * const track = expressEventTracking({
 *   trackInternalEvent,
 *   currentUser: () => ({ id: 1 }),
 *   trackingProjectSource: () => undefined,
 *   trackingNamespaceSource: () => undefined,
 * })
 * const app = express()
 * app.get('/packages', track('view_package_page'), (_request, response) => {
 *   response.send('<h1>Packages</h1>')
 * })
 * ```
 */
export function expressEventTracking<Request extends NodeRequest>(
  tracking: ControllerTracking<Request>,
): (
  name: EventName,
  options?: ActionOptions<Request>,
) => (request: Request, response: NodeResponse, next: () => void) => void {
  return (name, options = {}) => {
    const track = trackedAction(tracking, name, options)
    return (request, response, next) => {
      const { end } = response
      response.end = (...args: never[]) => {
        response.end = end
        const type = response.getHeader('content-type')
        track(request, {
          header: (header) => request.headers[header]?.toString(),
          status: response.statusCode,
          contentType: type === undefined ? undefined : String(type),
        })
        return end.apply(response, args)
      }
      next()
    }
  }
}
