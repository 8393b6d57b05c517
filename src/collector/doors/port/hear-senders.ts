import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { Sender } from '../../index.ts'

/** A connection of this process to the server. Its n-th request is the same one on both sides. */
interface Connection {
  sent: number
  /** The senders of the requests that the server has not received yet, by their number. */
  readonly senders: Map<number, Sender>
}

/** A connection of anybody to the server, as the server sees it. */
interface Received {
  received: number
  /** The senders of a connection of this process. */
  readonly waiting: Map<number, Sender> | undefined
}

/** The message of Node.js about a request of its `fetch`, or of undici. */
interface UndiciRequest {
  readonly request: { readonly origin: string | URL }
  readonly socket: Socket
}

/** The message of Node.js about a request of `node:http`. */
interface HttpRequest {
  readonly request: ClientRequest
}

/** Knows whose code in this process sends the requests that a server receives. */
export interface Senders {
  /** Returns the sender of the next request on its connection; none if that is another process. */
  of(request: IncomingMessage): Sender | undefined
  /** Stops to hear. */
  close(): void
}

/**
 * Hears of the requests that this process sends to the server on a port. Node.js tells of each in the
 * asynchronous context of its sender. The ports of its socket are those that the server sees, so
 * that nothing has to be added to the request.
 */
export function hearSenders(port: number): Senders {
  const connections = new WeakMap<Socket, Connection>()
  const connectionsByPort = new Map<string, Connection>()
  const received = new WeakMap<Socket, Received>()
  const senders = new WeakMap<object, Sender>()
  const begun = new Set<Sender>()

  /** Returns the sender of a request to a host, which is the code that runs at the first call. */
  function senderOf(request: object, host: unknown): Sender {
    const sender = senders.get(request) ?? new Sender()
    senders.set(request, sender)
    if (String(host).endsWith(`:${port}`)) begin(sender)
    return sender
  }

  function begin(sender: Sender): void {
    begun.add(sender)
    sender.begin()
  }

  function end(request: object): void {
    const sender = senders.get(request)
    if (!sender) return
    begun.delete(sender)
    sender.end()
  }

  function senderOfHttp(request: ClientRequest): Sender {
    if (!senders.has(request)) request.once('close', () => end(request))
    return senderOf(request, request.getHeader('host'))
  }

  /** Finds the senders of a connection with its first request, since none of them is noted later. */
  function accept(socket: Socket): Received {
    const key = keyOf(socket.remoteAddress, socket.remotePort)
    const connection = { received: 0, waiting: connectionsByPort.get(key)?.senders }
    received.set(socket, connection)
    // Another process may get the same port later.
    socket.once('close', () => connectionsByPort.delete(key))
    return connection
  }

  function note(socket: Socket, sender: Sender): void {
    if (socket.connecting) return void socket.once('connect', () => note(socket, sender))
    if (socket.remotePort !== port) return
    begin(sender)
    let connection = connections.get(socket)
    if (!connection) {
      connection = { sent: 0, senders: new Map() }
      connections.set(socket, connection)
      connectionsByPort.set(keyOf(socket.localAddress, socket.localPort), connection)
    }
    connection.senders.set(connection.sent++, sender)
  }

  const endSending = (message: unknown) => end((message as UndiciRequest).request)
  const channels = process.getBuiltinModule('node:diagnostics_channel')
  const listeners: Record<string, (message: unknown) => void> = {
    // Node.js 20 tells only of the start, when the request has its connection.
    'http.client.request.created'(message) {
      senderOfHttp((message as HttpRequest).request)
    },
    'http.client.request.start'(message) {
      const { request } = message as HttpRequest
      if (request.socket) note(request.socket, senderOfHttp(request))
    },
    'http.client.response.finish': endSending,
    'undici:request:create'(message) {
      const { request } = message as UndiciRequest
      senderOf(request, request.origin)
    },
    // A pool may send it later, in the context of another request.
    'undici:client:sendHeaders'(message) {
      const { request, socket } = message as UndiciRequest
      const sender = senders.get(request)
      if (sender) note(socket, sender)
    },
    'undici:request:headers': endSending,
    'undici:request:error': endSending,
  }
  for (const [name, hear] of Object.entries(listeners)) channels.subscribe(name, hear)

  return {
    of({ socket }) {
      const connection = received.get(socket) ?? accept(socket)
      const { waiting } = connection
      const number = connection.received++
      const sender = waiting?.get(number)
      waiting?.delete(number)
      return sender
    },
    close() {
      for (const [name, hear] of Object.entries(listeners)) channels.unsubscribe(name, hear)
      // Nobody will hear of their ends.
      for (const sender of begun) sender.end()
    },
  }
}

/** A server of both families sees addresses of IPv4 in the form of IPv6. */
function keyOf(address = '', port = 0): string {
  return `${address.replace('::ffff:', '')}:${port}`
}
