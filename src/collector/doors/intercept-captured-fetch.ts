import { replaceGlobal, withCode } from '../../foundation/index.ts'
import type { Application } from '../index.ts'

/** The key under which the `fetch` of Node.js looks up its dispatcher, at every call. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1')

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: DispatchHandler): boolean
}

interface DispatchOptions {
  readonly origin: string | URL
  readonly path: string
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body?: AsyncIterable<Uint8Array> | null
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
  return replaceGlobal<Dispatcher>(DISPATCHER, (below) => ({
    dispatch(options, handler) {
      const url = `${String(options.origin)}${options.path}`
      if (!collector.takes(options.method, url)) return below.dispatch(options, handler)
      void handOver(collector, url, options, handler)
      return true
    },
  }))
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

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
