import type { RequestHandler } from 'msw'
import { noteHandlers } from '../../../fakes/index.ts'
import type { CollectorOptions } from '../../../snowplow/index.ts'
import { type Application, inProcessCollector, takesRequest } from '../../index.ts'
import { hearMissedRequests, noteTaken } from './hear-missed-requests.ts'
import { http } from './load-msw.ts'

/**
 * Makes handlers for a server of MSW that take the requests of Snowplow trackers: on any host by
 * default, or on that of `url`, whose path is one more to POST to. Other requests are left to other
 * handlers. A tracker of version 4 that was made before `server.listen()` keeps the `fetch` of that
 * time and escapes: use `interceptCollector` for such trackers. Claims tell of its requests, and a
 * negative one is an error (`MISSED_REQUEST`).
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
  const application = inProcessCollector({ url, ...options })
  hearMissedRequests(application)
  noteHandlers()
  return trackerHandlersOf(application)
}

/** Makes handlers for the requests that a collector takes. */
export function trackerHandlersOf(collector: Application<Request>): RequestHandler[] {
  return handlersOf(collector, (method, url) => takesRequest(collector, method, url))
}

/** Makes handlers for the requests that an application takes; others are left to other handlers. */
export function handlersOf(
  application: Application<Request>,
  takes: (method: string, url: string) => boolean = (...request) => application.takes(...request),
): RequestHandler[] {
  return [
    http.all('*', ({ request }) => {
      if (!takes(request.method, request.url)) return undefined
      const answer = () => application.fetch(request)
      // MSW may hand over what a block has sent when that has ended.
      return noteTaken(request)?.run(answer) ?? answer()
    }),
  ]
}
