import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Application } from '../../index.ts'
import { refusedRequest, TOO_LARGE } from './refused-request.ts'

const STATUSES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** The client went away in the middle. */
const GONE = 'HPE_INVALID_EOF_STATE'

interface ClientError extends Error {
  /** Text where the parser refuses the request; others have numbers, too. */
  readonly code?: unknown
  /** The last bytes that were read. */
  readonly rawPacket?: Uint8Array
}

/** Keeps a bad row of each request that Node.js refuses, so that no event is lost without trace. */
export function heedClientErrors(server: Server, application: Application): void {
  const refused = new WeakSet<Duplex>()
  server.on('clientError', (error: ClientError, socket: Duplex & { remoteAddress?: string }) => {
    // The rest of a request is refused once more.
    if (refused.has(socket)) return
    refused.add(socket)
    const code = typeof error.code === 'string' ? error.code : ''
    if (code.startsWith('HPE_') && code !== GONE) {
      const peer = { address: socket.remoteAddress ?? '', rawHeaders: [] }
      application.answer(requestOf(error), peer).catch(() => {})
    }
    if (!socket.writable) return void socket.destroy(error)
    const status = STATUSES[code] ?? '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy())
  })
}

function requestOf({ code, message, rawPacket = new Uint8Array() }: ClientError) {
  const text = Buffer.from(rawPacket).toString('latin1')
  const [, namespace] = /\r\ncollector-namespace: *([^\r\n]*)/i.exec(text) ?? []
  const cause =
    code === 'HPE_HEADER_OVERFLOW' ? TOO_LARGE.cause : `the request is not valid HTTP (${message})`
  return refusedRequest(cause, text.slice(0, 200), namespace, new AbortController().signal)
}
