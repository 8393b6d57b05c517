import { stringifyJson } from '../foundation/index.ts'

/** A response as data: a `Response` for each would cost a port a third of its time. */
export interface Reply {
  /** The status; 0 if the connection breaks without a response. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null
}

export const NETWORK_ERROR: Reply = { status: 0, headers: {}, body: null }

export function toResponse({ status, headers, body }: Reply): Response {
  return status === 0 ? Response.error() : new Response(body, { status, headers })
}

/** Answers as an API does, to an origin if there is one: text as it is, other values as JSON. */
export function apiReply(status: number, body: unknown, origin: string | null = null): Reply {
  const [type, text] =
    typeof body === 'string'
      ? ['text/plain; charset=utf-8', body]
      : ['application/json', stringifyJson(body)]
  return { status, headers: { ...corsHeaders(origin), 'content-type': type }, body: text }
}

/** Allows one origin, with credentials. Gives no headers for none, since headers cost time. */
export function corsHeaders(origin: string | null): Record<string, string> {
  if (origin === null) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'Content-Type, SP-Anonymous',
  }
}
