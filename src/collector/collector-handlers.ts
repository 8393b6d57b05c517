import { HttpResponse, http, type RequestHandler } from 'msw'
import { currentLog } from './collector.ts'
import type { Answer } from './collector-log.ts'

const POST_PATHS = ['/com.snowplowanalytics.snowplow/tp2', '/-/collect_events']
const GET_PATHS = ['/i', '/ice.png', '/com.snowplowanalytics.snowplow/tp2']
const PIXEL = Uint8Array.from(
  atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  (character) => character.charCodeAt(0),
)

/**
 * Handlers for a server of MSW that take what Snowplow trackers send, on any host by default, or on
 * that of `url`; a path in `url` is one to POST to besides the known ones. What else is requested is
 * left to other handlers.
 */
export function collectorHandlers(url?: string): RequestHandler[] {
  const base = url === undefined ? undefined : new URL(url)
  return [
    http.all('*', async ({ request }) => {
      if (!isForCollector(request, base)) return undefined
      if (request.method === 'OPTIONS') return new HttpResponse(null, { headers: cors(request) })
      const log = currentLog()
      log.inFlight.add(request)
      try {
        const body = new Uint8Array(await request.arrayBuffer())
        const { method, headers } = request
        return await respond(request, log.receive({ method, url: request.url, headers, body }))
      } finally {
        log.inFlight.delete(request)
      }
    }),
  ]
}

function isForCollector(request: Request, base: URL | undefined): boolean {
  const { host, pathname, searchParams } = new URL(request.url)
  if (base && base.host !== host) return false
  const own = base && base.pathname !== '/' ? [base.pathname] : []
  if (request.method === 'GET') return GET_PATHS.includes(pathname) && searchParams.has('e')
  if (request.method !== 'POST' && request.method !== 'OPTIONS') return false
  return [...POST_PATHS, ...own].includes(pathname)
}

async function respond(request: Request, answer: Answer): Promise<Response> {
  if (answer === 'timeout') await aborted(request.signal)
  if (typeof answer !== 'number') return HttpResponse.error()
  const headers = cors(request)
  if (request.method === 'GET' && answer === 200) {
    headers.set('content-type', 'image/gif')
    headers.set('cache-control', 'no-cache, no-store, must-revalidate')
    return new HttpResponse(PIXEL, { headers })
  }
  headers.set('content-type', 'text/plain')
  return new HttpResponse(answer === 200 ? 'ok' : null, { status: answer, headers })
}

/** Trackers give up after a while; who does not waits for ever. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
}

/** As the real collector: with credentials, hence for the origin that asks. */
function cors(request: Request): Headers {
  return new Headers({
    'access-control-allow-origin': request.headers.get('origin') ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'Content-Type, SP-Anonymous',
  })
}
