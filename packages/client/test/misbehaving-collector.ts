import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server as TcpServer,
} from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach } from 'vitest'

/** An answer of a collector, good or bad. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void

/** A payload as a collector reads it. */
export type Payload = Readonly<Record<string, string>>

export interface MisbehavingCollector {
  readonly url: string
  /** The payloads of each request that came in whole. */
  readonly requests: Payload[][]
  behave(behaviour: Behaviour): void
}

const open: (Server | TcpServer)[] = []
afterEach(async () => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

export const answer =
  (status: number, body = '', headers: Record<string, string> = {}): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(body)
  }

/** Starts a real server that misbehaves as it is told, until the test ends. */
export async function misbehavingCollector(
  first: Behaviour = answer(200, 'ok'),
): Promise<MisbehavingCollector> {
  let behaviour = first
  const requests: Payload[][] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    requests.push((JSON.parse(body || '{"data":[]}') as { data: Payload[] }).data)
    behaviour(response, request)
  })
  const url = await listen(server)
  return {
    url,
    requests,
    behave(next) {
      behaviour = next
    },
  }
}

/** Starts a server that answers bytes which are not HTTP, or closes the connection at once. */
export async function strangeServer(bytes: string): Promise<string> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => {})
      if (bytes === '') socket.destroy()
      else socket.end(bytes, () => socket.destroySoon())
    }),
  )
}

async function listen(server: Server | TcpServer): Promise<string> {
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
