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

/** Answers as an API does: text as it is, other values as JSON. */
export function apiReply(status: number, body: unknown): Reply {
  if (typeof body !== 'string') return jsonReply(status, body)
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

/** Answers with JSON, text too. */
export function jsonReply(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: stringifyJson(body) }
}

export function isStream(body: unknown): body is ReadableStream<Uint8Array<ArrayBuffer>> {
  return typeof body === 'object' && body !== null && 'getReader' in body
}

/** Allows one origin, with credentials. Gives no headers for none, since headers cost time. */
export function corsHeaders(origin: string | null): Record<string, string> {
  if (origin === null) return {}
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    // The last is our own: a page whose tracker's URL cannot be chosen may name its namespace.
    'access-control-allow-headers': 'Content-Type, SP-Anonymous, Collector-Namespace',
  }
}
