import { currentLog } from './collector.ts'
import type { Answer } from './collector-log.ts'

const POST_PATHS = ['/com.snowplowanalytics.snowplow/tp2', '/-/collect_events']
const GET_PATHS = ['/i', '/ice.png', '/com.snowplowanalytics.snowplow/tp2']
const PIXEL = Uint8Array.from(
  atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  (character) => character.charCodeAt(0),
)

/** Whether a request is one that trackers send to the collector at `base`, or to any without it. */
export function isForCollector(method: string, url: string, base: URL | undefined): boolean {
  const { host, pathname, searchParams } = new URL(url)
  if (base && base.host !== host) return false
  const own = base && base.pathname !== '/' ? [base.pathname] : []
  if (method === 'GET') return GET_PATHS.includes(pathname) && searchParams.has('e')
  if (method !== 'POST' && method !== 'OPTIONS') return false
  return [...POST_PATHS, ...own].includes(pathname)
}

/** Takes what was sent, and answers as the real collector does, or as the test wants. */
export async function answerRequest(request: Request): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { headers: cors(request) })
  const log = currentLog()
  log.inFlight.add(request)
  try {
    const body = new Uint8Array(await request.arrayBuffer())
    const { method, headers, url } = request
    return await respond(request, log.receive({ method, url, headers, body }))
  } finally {
    log.inFlight.delete(request)
  }
}

async function respond(request: Request, answer: Answer): Promise<Response> {
  if (answer === 'timeout') await aborted(request.signal)
  if (typeof answer !== 'number') return Response.error()
  const headers = cors(request)
  if (request.method === 'GET' && answer === 200) {
    headers.set('content-type', 'image/gif')
    headers.set('cache-control', 'no-cache, no-store, must-revalidate')
    return new Response(PIXEL, { headers })
  }
  headers.set('content-type', 'text/plain')
  return new Response(answer === 200 ? 'ok' : null, { status: answer, headers })
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
