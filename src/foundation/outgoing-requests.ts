import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { startTimer } from './real-timers.ts'

/** The time (ms) in which a server reads what is left of a connection that its client has closed. */
const AFTER_END = 1000

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
  /** The requests on its connection, of which it is one until its server has received it. */
  connection?: Set<UnderWay<Sender>>
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
  const connections = new WeakMap<Socket, Set<UnderWay<Sender>>>()

  function created(request: object, host: unknown): void {
    underWay.set(request, { sender: life.created(String(host)) })
  }

  function createdByHttp(request: ClientRequest): void {
    if (underWay.has(request)) return
    request.once('close', () => ended(request, false))
    created(request, request.getHeader('host'))
    // Before anything is written: a body that comes in parts may take its time.
    if (request.socket) sent(request, request.socket)
    else request.once('socket', (socket) => sent(request, socket))
  }

  function sent(request: object, socket: Socket): void {
    if (socket.connecting) return void socket.once('connect', () => sent(request, socket))
    const own = underWay.get(request)
    const requests = requestsOn(socket)
    if (!own || !requests || own.connection === requests) return
    life.sent?.(own.sender, socket)
    // A request that failed on one connection may be sent on another.
    own.connection?.delete(own)
    own.connection = requests.add(own)
  }

  /** Returns the requests that wait on a connection; `undefined` where it has no name. */
  function requestsOn(socket: Socket): Set<UnderWay<Sender>> | undefined {
    const known = connections.get(socket)
    const name = nameOf(socket.localAddress, socket.localPort, socket.remotePort)
    if (known || name === undefined) return known
    const requests = new Set<UnderWay<Sender>>()
    connections.set(socket, requests)
    waiting.set(name, requests)
    socket.once('close', () => {
      const forget = () => waiting.get(name) === requests && waiting.delete(name)
      // Its server may still read what was sent before the end.
      startTimer(forget, AFTER_END).unref()
    })
    return requests
  }

  /** Forgets a request whose answer is there, or which is given up: its server may get it all the same. */
  function ended(request: object, isAnswered: boolean): void {
    const own = underWay.get(request)
    if (!own) return
    underWay.delete(request)
    if (isAnswered) own.connection?.delete(own)
    life.ended?.(own.sender)
  }

  const end = (isAnswered: boolean) => (message: unknown) =>
    ended((message as UndiciMessage).request, isAnswered)
  const listeners: Record<string, (message: unknown) => void> = {
    // Node.js 20 tells only of the start, when the request has its connection.
    'http.client.request.created': (message) => createdByHttp((message as HttpMessage).request),
    'http.client.request.start'(message) {
      const { request } = message as HttpMessage
      createdByHttp(request)
      // MSW has put its own socket in between until now.
      if (request.socket) sent(request, request.socket)
    },
    'http.client.response.finish': end(true),
    'undici:request:create'(message) {
      const { request } = message as UndiciMessage
      created(request, request.origin)
    },
    // A pool may send it later, in the context of another request.
    'undici:client:sendHeaders'(message) {
      const { request, socket } = message as UndiciMessage
      sent(request, socket)
    },
    'undici:request:headers': end(true),
    'undici:request:error': end(false),
  }
  const channels = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')
  for (const [name, hear] of Object.entries(listeners)) channels?.subscribe(name, hear)

  return {
    senderOf({ socket: { localPort, remoteAddress, remotePort } }) {
      const connection = nameOf(remoteAddress, remotePort, localPort) ?? ''
      const [own] = waiting.get(connection) ?? []
      own?.connection?.delete(own)
      return own?.sender
    },
    stop() {
      for (const [name, hear] of Object.entries(listeners)) channels?.unsubscribe(name, hear)
    },
  }
}

/**
 * Names a connection by the end that sends requests, and the port of the other one; a socket of Unix
 * has no such name. A server of both families sees addresses of IPv4 in the form of IPv6.
 */
function nameOf(
  address = '',
  port: number | undefined,
  serverPort: number | undefined,
): string | undefined {
  if (port === undefined) return undefined
  return `${address.replace('::ffff:', '')}:${port} ${serverPort}`
}
