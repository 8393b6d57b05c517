/** Where trackers post to. */
export const TP2 = '/com.snowplowanalytics.snowplow/tp2'

/** Where clients of a GitLab instance post to, which forwards their events. */
export const FORWARDING = '/-/collect_events'

/** Where trackers send one event at a time. */
export const PIXELS: readonly string[] = ['/i', '/ice.png']

const PIXEL = Uint8Array.from(
  atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  (character) => character.charCodeAt(0),
)

const PIXEL_HEADERS = {
  'content-type': 'image/gif',
  'cache-control': 'no-cache, no-store, must-revalidate',
}

/** An answer, whatever sends it. */
export interface CollectorResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | null
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly origin: string | null
}

/** The answer of the real collector, or of an instance that forwards, with a status. */
export function collectorResponse(
  { method, path, origin }: Asked,
  status: number,
): CollectorResponse {
  const cors = corsHeaders(origin)
  if (method === 'OPTIONS') return respond(200, cors, null)
  if (path === FORWARDING) return respond(status === 413 ? 400 : status, cors, null)
  if (method === 'GET' && status === 200)
    return respond(status, { ...cors, ...PIXEL_HEADERS }, PIXEL)
  return respond(status, { ...cors, 'content-type': 'text/plain' }, status === 200 ? 'ok' : null)
}

function respond(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: CollectorResponse['body'],
): CollectorResponse {
  // A body without its length is sent in chunks, which takes a tenth longer in process.
  const length = String(body?.length ?? 0)
  return { status, headers: { ...headers, 'content-length': length }, body }
}

/** With credentials, hence for the origin that asks; none for who has no origin, since headers cost time. */
export function corsHeaders(origin: string | null): Record<string, string> {
  if (origin === null) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'Content-Type, SP-Anonymous',
  }
}
