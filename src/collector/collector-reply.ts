import { FORWARDING } from './paths.ts'
import { corsHeaders, type Reply } from './reply.ts'

const PIXEL = Uint8Array.from(
  atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  (character) => character.charCodeAt(0),
)

const PIXEL_HEADERS = {
  'content-type': 'image/gif',
  'cache-control': 'no-cache, no-store, must-revalidate',
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly origin: string | null
}

/** Answers with a status, as the real collector does, or an instance that forwards. */
export function collectorReply({ method, path, origin }: Asked, status: number): Reply {
  const cors = corsHeaders(origin)
  if (method === 'OPTIONS') return reply(200, cors, null)
  if (path === FORWARDING) return reply(status === 413 ? 400 : status, cors, null)
  if (method === 'GET' && status === 200) return reply(status, { ...cors, ...PIXEL_HEADERS }, PIXEL)
  return reply(status, { ...cors, 'content-type': 'text/plain' }, status === 200 ? 'ok' : null)
}

function reply(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array<ArrayBuffer> | null,
): Reply {
  // A body without its length is sent in chunks, which takes a tenth longer in process.
  return { status, headers: { ...headers, 'content-length': String(body?.length ?? 0) }, body }
}
