import { http, type RequestHandler } from 'msw'
import type { CollectorOptions } from '../../snowplow/index.ts'
import { type Application, inProcessCollector } from '../index.ts'

/**
 * Handlers for a server of MSW that take what Snowplow trackers send, on any host by default, or on
 * that of `url`; a path in `url` is one to POST to besides the known ones. What else is requested is
 * left to other handlers. A tracker of version 4 that was made before `server.listen()` keeps the
 * `fetch` of that time and escapes: use `interceptCollector` where that may be.
 *
 * @example
 * ```ts
 * import { collectorHandlers } from 'internal-events-testing/msw'
 * import { http, HttpResponse } from 'msw'
 * import { setupServer } from 'msw/node'
 *
 * const server = setupServer(
 *   ...collectorHandlers(),
 *   http.get('https://api.example.com/packages', () => HttpResponse.json([])),
 * )
 * console.log(server.listHandlers().length) // 2
 * ```
 */
export function collectorHandlers(url?: string, options: CollectorOptions = {}): RequestHandler[] {
  return handlersOf(inProcessCollector({ ...options, url }))
}

/** Makes the handlers that hand an application what it takes, and leave everything else to others. */
export function handlersOf(application: Application<Request>): RequestHandler[] {
  return [
    http.all('*', ({ request }) =>
      application.takes(request.method, request.url) ? application.fetch(request) : undefined,
    ),
  ]
}
