import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { type OptionNames, requireModule } from '../../../foundation/index.ts'
import {
  apiReply,
  checkOptions,
  isStream,
  NAMESPACE_HEADER,
  type Recipient,
  type Reply,
  STANDALONE_OPTIONS,
  type StandaloneOptions,
  type StoreListener,
  standaloneCollector,
} from '../../index.ts'
import { checkAllowedHosts } from './check-allowed-hosts.ts'
import { heedClientErrors } from './client-errors.ts'
import { hearSenders } from './hear-senders.ts'
import { PortRequest, peerOf } from './port-request.ts'
import {
  type Fault,
  faultOf,
  LARGEST_READ_HEAD,
  refusedRequest,
  UNKNOWN_EXPECTATION,
} from './refused-request.ts'
import { checkHost, startError } from './start-error.ts'

/** The options of a collector on a port. */
export interface ServerOptions extends StandaloneOptions {
  /** Default: any free port. */
  readonly port?: number | undefined
  /** Default: `127.0.0.1`, which other machines cannot reach. */
  readonly host?: string | undefined
}

/** A collector that listens on a port. */
export interface CollectorServer {
  /** Its address, such as `http://127.0.0.1:41234`. */
  readonly url: string
  /** Ends connections, and stops listening. */
  close(): Promise<void>
}

const OPTIONS: OptionNames<ServerOptions> = { port: true, host: true, ...STANDALONE_OPTIONS }

/** The longest time in which a request may arrive, and in which a reader may read nothing, in milliseconds. */
const SLOWEST = 60_000
/** Addresses that stand for every one of this machine; requests go to a single one. */
const EVERY_ADDRESS: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
])

/**
 * Serves the end points of a collector, and the REST API of Snowplow Micro.
 *
 * @throws {CollectorError} `COLLECTOR_NOT_STARTED` when it cannot listen there, and for an allowed
 *   host that is not a name, and `UNKNOWN_OPTION`.
 */
export async function serveCollector(
  options: ServerOptions,
  recipient?: Recipient,
  listener?: StoreListener,
): Promise<CollectorServer> {
  checkOptions('start the collector', options, OPTIONS)
  const { port = 0, host = '127.0.0.1', allowedHosts = [] } = options
  checkHost(host)
  checkAllowedHosts(allowedHosts)
  const hosts = EVERY_ADDRESS.has(host) ? allowedHosts : [...allowedHosts, host]
  const application = standaloneCollector({ ...options, allowedHosts: hosts }, recipient, listener)
  const { createServer } = requireModule('node:http')
  const limits = {
    requestTimeout: SLOWEST,
    maxHeaderSize: LARGEST_READ_HEAD,
    requireHostHeader: false,
  }
  const serve = (request: IncomingMessage, response: ServerResponse, fault = faultOf(request)) => {
    const sender = senders.of(request)
    const asked = new PortRequest(request, response, () => sender?.end())
    const { address, rawHeaders } = peerOf(request)
    const answer = () =>
      fault
        ? application.answer(refused(asked, fault), { address, rawHeaders: [] })
        : application.answer(asked, { address, rawHeaders })
    const answered = sender ? sender.run(answer) : answer()
    answered
      .then((reply) => send(response, fault ? refusal(fault) : reply))
      .catch((error: unknown) => refuse(request, response, error))
  }
  const server = createServer(limits, (request, response) => serve(request, response))
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    serve(request, response, UNKNOWN_EXPECTATION),
  )
  heedClientErrors(server, application)
  await listen(server, port, host)
  const { family, ...listening } = server.address() as AddressInfo
  const address = EVERY_ADDRESS.get(listening.address) ?? listening.address
  const senders = hearSenders(listening.port)
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${listening.port}`,
    close: () =>
      new Promise((resolve) => {
        senders.close()
        server.close(() => resolve())
        // Trackers keep their connections open, and pages keep their streams open.
        server.closeAllConnections()
      }),
  }
}

function refused(request: PortRequest, { cause }: Fault) {
  const { method, url, headers, signal } = request
  const namespace = headers.get(NAMESPACE_HEADER) ?? undefined
  return refusedRequest(cause, `${method} ${url}`, namespace, signal)
}

function refusal({ status }: Fault): Reply {
  return { status, headers: { connection: 'close' }, body: null }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (status === 0) return void response.destroy()
  response.writeHead(status, headers)
  if (!isStream(body)) return void response.end(body)
  // A stream of events may be silent for long, and lets go a page that does not read.
  if (headers['content-type'] === 'application/json') {
    response.setTimeout(SLOWEST, () => response.destroy())
  }
  const { pipeline, Readable } = requireModule('node:stream')
  // The one that ends or fails first ends the other.
  pipeline(Readable.fromWeb(body as NodeReadableStream), response, () => {})
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // A client that has gone cannot get an answer.
  if (request.destroyed && !request.complete) return
  if (response.headersSent) return void response.destroy()
  send(response, apiReply(500, { error: String(error) }))
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(startError(host, port, cause))
    server.once('error', fail)
    try {
      server.listen(port, host, resolve)
    } catch (error) {
      fail(error as Error)
    }
  })
}
