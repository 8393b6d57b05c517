import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Application, IncomingRequest } from '../../index.ts'

/** The bytes that the head of a request may have: a GET of 40 KB, and its headers. */
export const LARGEST_HEAD = 45_056

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
  server.on('clientError', (error: ClientError, socket: Duplex & { remoteAddress?: string }) => {
    const code = typeof error.code === 'string' ? error.code : ''
    if (code.startsWith('HPE_') && code !== GONE) {
      const peer = { address: socket.remoteAddress ?? '', rawHeaders: [] }
      application.answer(faultyRequest(error), peer).catch(() => {})
    }
    if (!socket.writable) return void socket.destroy(error)
    const status = STATUSES[code] ?? '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => socket.destroy())
  })
}

function faultyRequest({
  code,
  message,
  rawPacket = new Uint8Array(),
}: ClientError): IncomingRequest {
  const start = Buffer.from(rawPacket.subarray(0, 200)).toString('latin1')
  const cause =
    code === 'HPE_HEADER_OVERFLOW'
      ? `the request has more than ${LARGEST_HEAD} bytes before its body`
      : `the request is not valid HTTP (${message})`
  const [namespace = ''] = /(?<= )\/t\/[^/ ]+(?=\/)/.exec(start) ?? []
  return {
    method: 'GET',
    url: `${namespace}/i`,
    headers: new Headers(),
    body: null,
    signal: new AbortController().signal,
    fault: `${cause}: ${JSON.stringify(start.slice(0, 60))}`,
  }
}
