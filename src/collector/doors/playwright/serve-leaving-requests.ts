import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { requireModule } from '../../../foundation/index.ts'
import type { Reply } from '../../index.ts'
import { withoutDetour } from './detour.ts'
import type { SentRequest } from './sent-request.ts'

/** The port that pages send to while they are being left. */
export interface LeavingServer {
  readonly url: string
  close(): Promise<void>
}

/** Listens for what pages send while they are being left. */
export async function serveLeavingRequests(
  answer: (request: SentRequest) => Promise<Reply>,
): Promise<LeavingServer> {
  const { createServer } = requireModule('node:http')
  const server = createServer((request, response) => {
    answer(withoutDetour(readRequest(request))).then(
      ({ status, headers }) => response.writeHead(status || 500, headers).end(),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function readRequest(request: IncomingMessage): SentRequest {
  const headers = request.headers as Record<string, string | undefined>
  return {
    method: request.method ?? 'POST',
    url: request.url ?? '/',
    began: Date.now(),
    id: '',
    headers: {
      get: (name) => headers[name.toLowerCase()] ?? null,
      has: (name) => headers[name.toLowerCase()] !== undefined,
      entries: () => Object.entries(headers) as [string, string][],
    },
    body: request,
  }
}
