import { type CollectorOptions, createDecoder, type Decode } from '../../snowplow/index.ts'
import { type Answer, collectorResponse, currentLog, FORWARDING, PIXELS, TP2 } from '../index.ts'

/** Which requests a collector in process takes. */
export interface InProcessOptions extends CollectorOptions {
  /** Takes what goes to this host alone, and what is posted to its path besides the known ones. */
  readonly url?: string | undefined
}

/** Answers requests of this process in the collector's place, for the running test. */
export class InProcessCollector {
  readonly #base: URL | undefined
  readonly #decode: Decode

  constructor({ url, ...options }: InProcessOptions) {
    this.#base = url === undefined ? undefined : new URL(url)
    this.#decode = createDecoder(options)
  }

  /** Whether a request is one that trackers send to this collector. */
  takes(method: string, url: string): boolean {
    const { host, pathname, searchParams } = new URL(url)
    const base = this.#base
    if (base && base.host !== host) return false
    if (method === 'GET') {
      return (PIXELS.includes(pathname) || pathname === TP2) && searchParams.has('e')
    }
    if (method !== 'POST' && method !== 'OPTIONS') return false
    return (
      pathname === TP2 ||
      pathname === FORWARDING ||
      (base !== undefined && base.pathname !== '/' && base.pathname === pathname)
    )
  }

  /** Takes what was sent, and answers as the real collector does, or as the test wants. */
  async answer(request: Request): Promise<Response> {
    if (request.method === 'OPTIONS') return respond(request, 200)
    const log = currentLog()
    log.inFlight.add(request)
    try {
      const body = new Uint8Array(await request.arrayBuffer())
      const { method, url } = request
      const sent = { method, url, headers: request.headers, body }
      return await respond(request, await log.receive(sent, this.#decode(sent)))
    } finally {
      log.inFlight.delete(request)
    }
  }
}

async function respond(request: Request, answer: Answer): Promise<Response> {
  if (answer === 'timeout') await aborted(request.signal)
  if (typeof answer !== 'number') return Response.error()
  const path = new URL(request.url).pathname
  const origin = request.headers.get('origin')
  const { status, headers, body } = collectorResponse(
    { method: request.method, path, origin },
    answer,
  )
  return new Response(body, { status, headers })
}

/** Trackers give up after a while; who does not waits for ever. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
}
