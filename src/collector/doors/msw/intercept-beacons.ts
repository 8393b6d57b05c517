import { replaceGlobal, utf8Encoder } from '../../../foundation/index.ts'
import { type Application, type IncomingRequest, takesRequest } from '../../index.ts'

type Data = BodyInit | null | undefined

/**
 * Takes the beacons of a page in jsdom, which has none of its own, and in happy-dom, whose own ones
 * go to the network. Returns the undo.
 */
export function interceptBeacons(collector: Application): () => void {
  if (typeof document === 'undefined') return () => {}
  let open = true
  const undo = replaceGlobal<typeof navigator.sendBeacon | undefined>(
    'sendBeacon',
    (below) => (to, data) => {
      const { href } = new URL(to, document.baseURI)
      if (!open || !takesRequest(collector, 'POST', href))
        return below ? below.call(navigator, to, data) : false
      void collector.answer(requestOf(href, data))
      return true
    },
    navigator,
  )
  return () => {
    open = false
    undo()
  }
}

/** Not a `Request`, which does not know the blobs of a DOM. */
function requestOf(url: string, data: Data): IncomingRequest {
  const type = data instanceof Blob ? data.type : 'text/plain;charset=UTF-8'
  const headers: ReadonlyMap<string, string> = new Map(type ? [['content-type', type]] : [])
  return {
    method: 'POST',
    url,
    headers: { get: (name) => headers.get(name) ?? null, has: (name) => headers.has(name) },
    body: bytesOf(data),
    signal: new AbortController().signal,
  }
}

async function* bytesOf(data: Data): AsyncGenerator<Uint8Array> {
  if (data instanceof Blob) yield new Uint8Array(await readBlob(data))
  else if (ArrayBuffer.isView(data)) {
    yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  } else if (isBuffer(data)) yield new Uint8Array(data)
  else yield utf8Encoder.encode(String(data ?? ''))
}

/** Tells whether data is a buffer. A buffer of jsdom is not an instance of its global `ArrayBuffer`. */
function isBuffer(data: Data): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === '[object ArrayBuffer]'
}

/** Reads a blob; that of jsdom before version 27 has no method of its own for it. */
function readBlob(blob: Blob): Promise<ArrayBuffer> {
  if ('arrayBuffer' in blob) return blob.arrayBuffer()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.onerror = () => reject(reader.error)
    reader.readAsArrayBuffer(blob)
  })
}
