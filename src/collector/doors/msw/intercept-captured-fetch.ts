import { currentRun } from '../../../fakes/index.ts'
import { replaceGlobal, withCode } from '../../../foundation/index.ts'
import { type Application, takesRequest } from '../../index.ts'

/** The key under which the `fetch` of Node.js looks up its dispatcher, at every call. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1')

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: DispatchHandler): boolean
}

type Body = string | Uint8Array | AsyncIterable<Uint8Array>

interface DispatchOptions {
  readonly origin: string | URL
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body?: Body | null
}

interface DispatchHandler {
  onConnect?(abort: (reason?: Error) => void): void
  onHeaders(status: number, headers: Buffer[], resume: () => void, text: string): boolean
  onData(chunk: Buffer): boolean
  onComplete(trailers: Buffer[]): void
  onError(error: Error): void
}

/**
 * Takes requests to the collector that go through a kept `fetch`: trackers of version 4 keep it
 * when they are made, before MSW replaces it. Returns the undo.
 */
export function interceptCapturedFetch(collector: Application<Request>): () => void {
  // Node.js makes its dispatcher when it makes the first `Request`.
  new Request('http://localhost')
  if (!(DISPATCHER in globalThis)) return () => {}
  let open = true
  const undo = replaceGlobal<Dispatcher>(DISPATCHER, (below) => {
    function dispatch(options: DispatchOptions, handler: DispatchHandler): boolean {
      const url = urlOf(options)
      // Somebody may have kept this layer, or put another one over it.
      if (!open || !takesRequest(collector, options.method, url))
        return below.dispatch(options, handler)
      void handOver(collector, url, options, handler)
      return true
    }
    return new Proxy(below, {
      get: (target, key) => (key === 'dispatch' ? dispatch : Reflect.get(target, key)),
    })
  })
  return () => {
    open = false
    undo()
  }
}

function urlOf({ origin, path, query }: DispatchOptions): string {
  const search = query ? `?${new URLSearchParams(query)}` : ''
  return `${String(origin)}${path}${search}`
}

async function handOver(
  collector: Application<Request>,
  url: string,
  { method, headers = {}, body }: DispatchOptions,
  handler: DispatchHandler,
): Promise<void> {
  const aborting = new AbortController()
  try {
    handler.onConnect?.((reason) => aborting.abort(reason))
    const bytes = method === 'POST' && body ? await readAll(body) : null
    const { 'content-length': _, ...rest } = headers
    const { signal } = aborting
    const response = await collector.fetch(
      new Request(url, { method, headers: rest, body: bytes, signal }),
    )
    if (response.type === 'error')
      throw withCode(new TypeError('the collector cannot be reached'), 'ECONNREFUSED')
    const raw = [...response.headers].flat().map((text) => Buffer.from(text))
    handler.onHeaders(response.status, raw, () => {}, response.statusText)
    handler.onData(Buffer.from(await response.arrayBuffer()))
    handler.onComplete([])
  } catch (error) {
    handler.onError(error as Error)
  }
}

async function readAll(body: Body): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof body === 'string' || body instanceof Uint8Array)
    return Uint8Array.from(Buffer.from(body))
  const endSending = currentRun().underWay.begin()
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of body) chunks.push(chunk)
  } finally {
    endSending()
  }
  return new Uint8Array(Buffer.concat(chunks))
}
