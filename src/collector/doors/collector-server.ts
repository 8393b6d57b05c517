import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeText, requireModule } from '../../foundation/index.ts'
import { SchemaRegistry } from '../../snowplow/iglu/index.ts'
import {
  type CollectorOptions,
  createDecoder,
  type DecodedRequest,
  MAX_BYTES,
  refusedRequest,
} from '../../snowplow/index.ts'
import {
  type Answer,
  collectorResponse,
  corsHeaders,
  FORWARDING,
  isAccepted,
  PIXELS,
  TP2,
} from '../index.ts'
import type { ReceivedRequest } from '../micro/index.ts'
import {
  answerMicro,
  EventStore,
  type MicroParts,
  NAMESPACE_HEADER,
  readTarget,
  servePage,
  streamEntries,
  type Target,
} from '../micro/index.ts'

/** How a collector on a port is set up. */
export interface ServerOptions extends CollectorOptions {
  /** Default: any free one. */
  readonly port?: number | undefined
  /** Default: `127.0.0.1`, so that nobody else reaches it. */
  readonly host?: string | undefined
  /** How many events it keeps, the newest. Default: 100,000. */
  readonly maxEvents?: number | undefined
  /** Whose shapes `/micro` answers in, where versions of Snowplow Micro differ. Default: 4. */
  readonly microVersion?: 3 | 4 | undefined
}

/** What else hears of a request, and says how it is answered. */
export interface RequestSink {
  /** A request for the collector has begun to arrive; returns what to call when it is over. */
  begin(namespace: string): () => void
  receive(
    namespace: string,
    request: { readonly method: string; readonly url: string },
    decoded: DecodedRequest,
  ): Promise<Answer> | Answer
  /** Answers what else clients ask of an instance; `undefined` for what it knows nothing of. */
  answer(
    namespace: string,
    method: string,
    path: string,
    request: () => Request,
  ): Promise<Response> | undefined
}

/** A collector that listens on a port. */
export interface CollectorServer {
  /** Where it is, such as `http://127.0.0.1:41234`. */
  readonly url: string
  close(): Promise<void>
}

const VENDOR_PATH = /^\/([^/]+)\/([^/]+)$/
/** The longest that a request may take to arrive. */
const SLOWEST = 60_000

/**
 * Serves the end points of a collector, and the REST API of Snowplow Micro on what it received.
 *
 * @throws {Error} when it cannot listen there.
 */
export async function serveCollector(
  options: ServerOptions,
  sink?: RequestSink,
): Promise<CollectorServer> {
  const { port = 0, host = '127.0.0.1', maxBytes = MAX_BYTES, maxEvents = 100_000 } = options
  const registry = new SchemaRegistry(options)
  const decode = createDecoder({ maxBytes }, registry)
  const parts: MicroParts = {
    store: new EventStore(maxEvents),
    registry,
    microVersion: options.microVersion ?? 4,
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request
    const target = readTarget(request.url ?? '/', headers[NAMESPACE_HEADER])
    if (method === 'OPTIONS') return send(response, collectorResponse(asked(request, target), 200))
    if (isForCollector(method, target.path)) {
      const end = sink?.begin(target.namespace)
      try {
        return await collect(request, response, target)
      } finally {
        end?.()
      }
    }
    const body = await readBytes(request, maxBytes)
    if (target.path === '/health') return sendApi(request, response, 200, 'ok')
    if (target.path === '/micro/stream') return streamEntries(parts.store, response)
    if (servePage(target.path, response)) return
    const other = sink?.answer(target.namespace, method, target.path, () =>
      readRequest(request, target, body),
    )
    if (other) return relay(response, await other)
    if (!target.path.startsWith('/micro')) return sendApi(request, response, 404, 'Not found.')
    const aborting = new AbortController()
    response.on('close', () => aborting.abort())
    const answer = await answerMicro(
      {
        method,
        path: target.path.replace(/\/$/, ''),
        query: new URLSearchParams(target.query),
        body: decodeText(body ?? new Uint8Array()),
        namespace: target.namespace,
        signal: aborting.signal,
      },
      parts,
    )
    sendApi(request, response, answer.status, answer.body)
  }

  async function collect(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
  ): Promise<void> {
    const { method = 'GET', url = '/' } = request
    const body = await readBytes(request, maxBytes)
    const decoded = body
      ? decode({
          method: method === 'HEAD' ? 'GET' : method,
          url,
          headers: readHeaders(request),
          body,
        })
      : refusedRequest(`the body is larger than ${maxBytes} bytes`, true)
    const answer =
      (await sink?.receive(target.namespace, { method, url }, decoded)) ??
      (decoded.tooLarge ? 413 : 200)
    if (answer === 'network-error') return void request.socket.destroy()
    // The client's time-out: it hears nothing until it gives up.
    if (answer === 'timeout') return closed(response)
    if (isAccepted({ status: answer }) || decoded.tooLarge) {
      parts.store.add(received(request, target), decoded.events, decoded.badRows)
    }
    send(response, collectorResponse(asked(request, target), answer))
  }

  const { createServer } = requireModule('node:http')
  const server = createServer({ requestTimeout: SLOWEST }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // Who has gone cannot be answered.
      if (request.destroyed && !request.complete) return
      if (response.headersSent) return void response.destroy()
      sendApi(request, response, 500, { error: String(error) })
    })
  })
  await listen(server, port, host)
  const address = server.address() as AddressInfo
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Trackers keep their connections open, pages their streams.
        server.closeAllConnections()
      }),
  }
}

function isForCollector(method: string, path: string): boolean {
  if (path.startsWith('/micro/')) return false
  if (method === 'POST') return path === FORWARDING || VENDOR_PATH.test(path)
  return (method === 'GET' || method === 'HEAD') && (path === TP2 || PIXELS.includes(path))
}

/** The bytes of a body; `undefined` where there are too many, of which the rest is let go. */
async function readBytes(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return length <= maxBytes ? new Uint8Array(Buffer.concat(chunks)) : undefined
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.on('close', resolve))
}

function readHeaders({ headers }: IncomingMessage): Headers {
  const { 'content-type': type = '', 'content-encoding': encoding = '' } = headers
  return new Headers({ 'content-type': type, 'content-encoding': String(encoding) })
}

function readRequest(
  { method = 'GET', headers }: IncomingMessage,
  { path, query }: Target,
  body: Uint8Array<ArrayBuffer> | undefined,
): Request {
  const url = new URL('http://collector/')
  url.pathname = path
  url.search = query
  const known = Object.entries(headers).filter((entry) => typeof entry[1] === 'string')
  return new Request(url, {
    method,
    headers: Object.fromEntries(known) as Record<string, string>,
    body: body ?? null,
  })
}

async function relay(response: ServerResponse, from: Response): Promise<void> {
  response.writeHead(from.status, Object.fromEntries(from.headers))
  response.end(await from.text())
}

function asked({ method = 'GET', headers }: IncomingMessage, { path }: Target): Asked {
  return { method, path, origin: headers.origin ?? '*' }
}

type Asked = Parameters<typeof collectorResponse>[0]

function received(request: IncomingMessage, { namespace, path }: Target): ReceivedRequest {
  const { headers, rawHeaders, socket } = request
  const [, vendor = 'com.snowplowanalytics.snowplow', version = 'tp1'] =
    VENDOR_PATH.exec(path) ?? []
  return {
    namespace,
    vendor,
    version,
    time: Date.now(),
    hostname: headers.host?.replace(/:\d+$/, '') ?? '',
    ipAddress: socket.remoteAddress ?? '',
    headers: rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
    ),
    contentType: headers['content-type'] ?? null,
    userAgent: headers['user-agent'] ?? null,
    referer: headers.referer ?? null,
  }
}

function send(
  response: ServerResponse,
  { status, headers, body }: ReturnType<typeof collectorResponse>,
): void {
  response.writeHead(status, { ...headers })
  response.end(body)
}

function sendApi(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
): void {
  const json = typeof body !== 'string'
  response.writeHead(status, {
    ...corsHeaders(request.headers.origin ?? '*'),
    'content-type': json ? 'application/json' : 'text/plain; charset=utf-8',
  })
  response.end(json ? JSON.stringify(body) : body)
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: Error & { code?: string }) =>
      reject(
        new Error(
          `Failed to start the collector on ${host}:${port}: ${cause.code ?? cause.message}. Stop what uses that port, or leave the port out to get a free one.`,
          { cause },
        ),
      ),
    )
    server.listen(port, host, resolve)
  })
}
