import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { keepOwner } from '../../../fakes/index.ts'

/** Runs code as that of the sender of a request. */
type RunAsSender = <Result>(run: () => Result) => Result

/** A connection of this process to the server. Its n-th request is the same one on both sides. */
interface Connection {
  sent: number
  /** The senders of the requests that the server has not received yet, by their number. */
  readonly senders: Map<number, RunAsSender>
}

/** What Node.js tells of a request of its `fetch`, or of undici. */
interface UndiciRequest {
  readonly request: object
  readonly socket: Socket
}

/** Knows whose code in this process sends the requests that a server receives. */
export interface Senders {
  /** Returns the sender of the next request on its connection; that of another process is nobody. */
  of(request: IncomingMessage): RunAsSender
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
  const received = new WeakMap<Socket, number>()
  const sendersOfUndici = new WeakMap<object, RunAsSender>()

  function note(socket: Socket, sender: RunAsSender): void {
    if (socket.connecting) return void socket.once('connect', () => note(socket, sender))
    if (socket.remotePort !== port) return
    let connection = connections.get(socket)
    if (!connection) {
      connection = { sent: 0, senders: new Map() }
      connections.set(socket, connection)
      connectionsByPort.set(keyOf(socket.localAddress, socket.localPort), connection)
    }
    connection.senders.set(connection.sent++, sender)
  }

  const channels = process.getBuiltinModule('node:diagnostics_channel')
  const listeners: Record<string, (message: unknown) => void> = {
    'http.client.request.start'(message) {
      const { socket } = (message as { readonly request: ClientRequest }).request
      if (socket) note(socket, runningCode())
    },
    'undici:request:create'(message) {
      sendersOfUndici.set((message as UndiciRequest).request, runningCode())
    },
    // A pool may send it later, in the context of another request.
    'undici:client:sendHeaders'(message) {
      const { request, socket } = message as UndiciRequest
      const sender = sendersOfUndici.get(request)
      if (sender) note(socket, sender)
    },
  }
  for (const [name, hear] of Object.entries(listeners)) channels.subscribe(name, hear)

  return {
    of({ socket }) {
      const key = keyOf(socket.remoteAddress, socket.remotePort)
      const number = received.get(socket) ?? 0
      received.set(socket, number + 1)
      // Another process may get the same port later.
      if (number === 0) socket.once('close', () => connectionsByPort.delete(key))
      const senders = connectionsByPort.get(key)?.senders
      const sender = senders?.get(number)
      senders?.delete(number)
      return sender ?? ((run) => run())
    },
    close() {
      for (const [name, hear] of Object.entries(listeners)) channels.unsubscribe(name, hear)
    },
  }
}

function runningCode(): RunAsSender {
  return keepOwner((run: () => unknown) => run()) as RunAsSender
}

/** A server of both families sees addresses of IPv4 in the form of IPv6. */
function keyOf(address = '', port = 0): string {
  return `${address.replace('::ffff:', '')}:${port}`
}
