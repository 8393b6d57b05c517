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

interface Given {
  readonly asked: Asked
  readonly status: number
  readonly hasCookie: boolean
  readonly reply: Reply
}

let last: Given | undefined

/**
 * Answers with a status, as the real collector does, or an instance that forwards; `cookie` is what
 * the client should remember. One that sends a thousand requests gets a thousand times the same
 * reply, but for that.
 */
export function collectorReply(asked: Asked, status: number, cookie?: string): Reply {
  const hasCookie = cookie !== undefined
  if (!last || !isSame(last, { asked, status, hasCookie })) {
    const { method, path, origin } = asked
    const plain = makeReply(asked, status)
    const headers = hasCookie ? { ...plain.headers, 'set-cookie': '' } : plain.headers
    last = { asked: { method, path, origin }, status, hasCookie, reply: { ...plain, headers } }
  }
  if (!hasCookie) return last.reply
  const headers: Record<string, string> = { ...last.reply.headers }
  // Spreading them with one key more would take twenty times as long.
  headers['set-cookie'] = cookie
  return { status: last.reply.status, headers, body: last.reply.body }
}

function isSame(one: Omit<Given, 'reply'>, other: Omit<Given, 'reply'>): boolean {
  return (
    one.asked.method === other.asked.method &&
    one.asked.path === other.asked.path &&
    one.asked.origin === other.asked.origin &&
    one.status === other.status &&
    one.hasCookie === other.hasCookie
  )
}

function makeReply({ method, path, origin }: Asked, status: number): Reply {
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
