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
export function collectorResponse(asked: Asked, status: number): CollectorResponse {
  const headers = corsHeaders(asked.origin)
  if (asked.method === 'OPTIONS') return { status: 200, headers, body: null }
  if (asked.path === FORWARDING) {
    return { status: status === 413 ? 400 : status, headers, body: null }
  }
  if (asked.method === 'GET' && status === 200) {
    const caching = 'no-cache, no-store, must-revalidate'
    return {
      status,
      headers: { ...headers, 'content-type': 'image/gif', 'cache-control': caching },
      body: PIXEL,
    }
  }
  return {
    status,
    headers: { ...headers, 'content-type': 'text/plain' },
    body: status === 200 ? 'ok' : null,
  }
}

/** With credentials, hence for the origin that asks. */
export function corsHeaders(origin: string | null): Record<string, string> {
  return {
    'access-control-allow-origin': origin ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'Content-Type, SP-Anonymous',
  }
}
