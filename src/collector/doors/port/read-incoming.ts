import type { IncomingMessage } from 'node:http'

/**
 * Reads the bytes of a request's body. Discards more than `maxBytes`, and returns `undefined` then.
 * It takes a fraction of the time of a stream's own iterator.
 */
export function readIncoming(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let length = 0
    request.on('data', (chunk: Uint8Array) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else chunks.length = 0
    })
    request.on('end', () => {
      const [only] = chunks
      if (length > maxBytes) resolve(undefined)
      else resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks))
    })
    // A client that goes away in the middle.
    request.on('error', reject)
  })
}
