import type { IncomingMessage, ServerResponse } from 'node:http'
import type { IncomingRequest, Peer, ReadBytes } from '../../index.ts'
import { readIncoming } from './read-incoming.ts'

/** Reads a request of `node:http` for an application, each part when it is needed. */
export class PortRequest implements IncomingRequest {
  readonly method: string
  /** Usually a path with its query, but exactly as it was sent. */
  readonly url: string
  readonly headers: IncomingRequest['headers']
  readonly body: ReadBytes
  readonly onNoAnswer: () => void
  readonly #response: ServerResponse
  #signal: AbortSignal | undefined

  constructor(request: IncomingMessage, response: ServerResponse, onNoAnswer: () => void) {
    const { method = 'GET', url = '/', headers } = request
    this.method = method
    this.url = url
    this.headers = {
      // Our own names are in lower case.
      get: (name) => headers[name]?.toString() ?? null,
      has: (name) => headers[name] !== undefined,
    }
    this.body = (maxBytes) => readIncoming(request, maxBytes)
    this.onNoAnswer = onNoAnswer
    this.#response = response
  }

  /** A signal that is aborted when nobody waits for the answer any more. */
  get signal(): AbortSignal {
    this.#signal ??= this.#makeSignal()
    return this.#signal
  }

  #makeSignal(): AbortSignal {
    const aborting = new AbortController()
    if (this.#response.destroyed) aborting.abort()
    this.#response.on('close', () => aborting.abort())
    return aborting.signal
  }
}

export function peerOf({ socket, rawHeaders }: IncomingMessage): Peer {
  return { address: socket.remoteAddress ?? '', rawHeaders }
}
