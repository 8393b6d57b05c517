import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** The message of Node.js about a request of `node:http`. */
interface HttpMessage {
  readonly request: ClientRequest
}

/** The message of Node.js about a request of its `fetch`, or of undici. */
interface UndiciMessage {
  readonly request: { readonly origin: string | URL }
  readonly socket: Socket
}

/** The life of a request that this process sends. */
export interface RequestLife<Sender> {
  /** Makes what stands for its sender, whose code runs; `host` ends with the port, if that is given. */
  created(host: string): Sender
  /** Hears that it goes out on a connection. */
  sent?(sender: Sender, socket: Socket): void
  /** Hears that the answer is there, or never will be. */
  ended?(sender: Sender): void
}

/** Knows the senders of the requests that servers of this process receive. */
export interface OutgoingRequests<Sender> {
  /** Returns the sender of a request that has just come; none if that is another process. */
  senderOf(request: IncomingMessage): Sender | undefined
  /** Stops to hear. */
  stop(): void
}

interface UnderWay<Sender> {
  readonly sender: Sender
  connection: string | undefined
}

/**
 * Hears of all requests that this process sends by HTTP. Node.js tells of each in the asynchronous
 * context of its sender. The ports of its socket are those that the server sees, so that nothing has
 * to be added to the request.
 */
export function hearOutgoingRequests<Sender>(life: RequestLife<Sender>): OutgoingRequests<Sender> {
  const underWay = new WeakMap<object, UnderWay<Sender>>()
  /** By connection, the requests that its server has not received yet, in their order. */
  const waiting = new Map<string, Set<UnderWay<Sender>>>()

  function created(request: object, host: unknown): void {
    underWay.set(request, { sender: life.created(String(host)), connection: undefined })
  }

  function createdByHttp(request: ClientRequest): void {
    if (underWay.has(request)) return
    request.once('close', () => ended(request))
    created(request, request.getHeader('host'))
    // Before anything is written: a body that comes in parts may take its time.
    if (request.socket) sent(request, request.socket)
    else request.once('socket', (socket) => sent(request, socket))
  }

  function sent(request: object, socket: Socket): void {
    if (socket.connecting) return void socket.once('connect', () => sent(request, socket))
    const own = underWay.get(request)
    const connection = nameOf(socket.localAddress, socket.localPort)
    if (!own || own.connection !== undefined || connection === undefined) return
    life.sent?.(own.sender, socket)
    own.connection = connection
    waiting.set(connection, (waiting.get(connection) ?? new Set()).add(own))
  }

  function ended(request: object): void {
    const own = underWay.get(request)
    if (!own) return
    underWay.delete(request)
    received(own)
    life.ended?.(own.sender)
  }

  function received(own: UnderWay<Sender>): void {
    const { connection = '' } = own
    const requests = waiting.get(connection)
    requests?.delete(own)
    if (requests?.size === 0) waiting.delete(connection)
  }

  const end = (message: unknown) => ended((message as UndiciMessage).request)
  const listeners: Record<string, (message: unknown) => void> = {
    // Node.js 20 tells only of the start, when the request has its connection.
    'http.client.request.created': (message) => createdByHttp((message as HttpMessage).request),
    'http.client.request.start'(message) {
      const { request } = message as HttpMessage
      createdByHttp(request)
      // MSW has put its own socket in between until now.
      if (request.socket) sent(request, request.socket)
    },
    'http.client.response.finish': end,
    'undici:request:create'(message) {
      const { request } = message as UndiciMessage
      created(request, request.origin)
    },
    // A pool may send it later, in the context of another request.
    'undici:client:sendHeaders'(message) {
      const { request, socket } = message as UndiciMessage
      sent(request, socket)
    },
    'undici:request:headers': end,
    'undici:request:error': end,
  }
  const channels = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')
  for (const [name, hear] of Object.entries(listeners)) channels?.subscribe(name, hear)

  return {
    senderOf({ socket: { remoteAddress, remotePort } }) {
      const [own] = waiting.get(nameOf(remoteAddress, remotePort) ?? '') ?? []
      if (own) received(own)
      return own?.sender
    },
    stop() {
      for (const [name, hear] of Object.entries(listeners)) channels?.unsubscribe(name, hear)
    },
  }
}

/**
 * Names a connection by the end that sends requests; a socket of Unix has no such name. A server of
 * both families sees addresses of IPv4 in the form of IPv6.
 */
function nameOf(address = '', port?: number): string | undefined {
  return port === undefined ? undefined : `${address.replace('::ffff:', '')}:${port}`
}
