import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { requireModule } from '../../../foundation/index.ts'
import type { Reply } from '../../index.ts'
import type { SentRequest } from './sent-request.ts'

/** The longest time (ms) that a request takes, unless the clock of its page is not ours. */
const LATENCY = 1000

/** The port that pages send to while they are being left. */
export interface LeavingServer {
  readonly url: string
  close(): Promise<void>
}

/** Answers the request that a page meant for a collector. */
type Answer = (request: SentRequest) => Promise<Reply>

/** Listens for what pages send while they are being left: `/?url=…&type=…&began=…`. */
export async function serveLeavingRequests(answer: Answer): Promise<LeavingServer> {
  const { createServer } = requireModule('node:http')
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    answer(readRequest(request, searchParams)).then(
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

/** Reads the request as it would be without its detour. */
function readRequest(request: IncomingMessage, meant: URLSearchParams): SentRequest {
  const headers: Record<string, string | undefined> = {
    ...(request.headers as Record<string, string>),
    'content-type': meant.get('type') || undefined,
    'content-length': undefined,
  }
  return {
    method: 'POST',
    url: meant.get('url') ?? '',
    began: beginning(Number(meant.get('began'))),
    headers: {
      get: (name) => headers[name.toLowerCase()] ?? null,
      has: (name) => headers[name.toLowerCase()] !== undefined,
    },
    body: request,
  }
}

/** Returns the time at which a request began: that of its page, which may have been closed since. */
function beginning(told: number): number {
  const now = Date.now()
  return Math.abs(now - told) > LATENCY ? now : told
}
