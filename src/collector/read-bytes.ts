/** Reads the bytes of a body. Discards more than `maxBytes`, and returns `undefined` then. */
export type ReadBytes = (maxBytes: number) => Promise<Uint8Array | undefined>

/** Reads the bytes of a body as `ReadBytes` does, also of one that is no more than an iterable. */
export async function readBytes(
  body: AsyncIterable<Uint8Array> | ReadBytes | null,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (typeof body === 'function') return body(maxBytes)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  if (length > maxBytes) return undefined
  const [only] = chunks
  return only && chunks.length === 1 ? only : Buffer.concat(chunks)
}
