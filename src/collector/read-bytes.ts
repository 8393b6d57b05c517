/** Reads the bytes of a body. Discards more than `maxBytes`, and returns `undefined` then. */
export async function readBytes(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
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
