import { decodeText, readMediaType, requireModule } from '../foundation/index.ts'

/** The reason why a request cannot be read, in words. */
export interface Unreadable {
  readonly problem: string
  /** True if the body is larger than allowed. */
  readonly tooLarge: boolean
}

/** The headers that describe the encoding of a body. */
export type BodyHeaders = Pick<Headers, 'get'>

/** Makes the result for a request that cannot be read. */
export function unreadable(problem: string, tooLarge = false): Unreadable {
  return { problem, tooLarge }
}

/**
 * Reads the text of a request's body: decompressed (gzip, deflate, br), at most `maxBytes` of it, and
 * decoded by its charset.
 */
export function readBody(
  body: Uint8Array,
  headers: BodyHeaders,
  maxBytes: number,
): string | Unreadable {
  const bytes = decompress(body, headers.get('content-encoding') ?? '', maxBytes)
  if ('problem' in bytes) return bytes
  if (bytes.length > maxBytes) return largerThan(maxBytes)
  const charset = readMediaType(headers.get('content-type') ?? '')?.params.get('charset') || 'utf-8'
  try {
    return decodeText(bytes, charset)
  } catch {
    return unreadable(`the charset ${JSON.stringify(charset)} is unknown`)
  }
}

/** Makes the result for a body that is too large. */
export function largerThan(maxBytes: number): Unreadable {
  return unreadable(`the body is larger than ${maxBytes} bytes`, true)
}

function decompress(
  body: Uint8Array,
  encodings: string,
  maxBytes: number,
): Uint8Array | Unreadable {
  let bytes: Uint8Array | Unreadable = body
  // The last encoding was applied last.
  for (const name of encodings.toLowerCase().split(',').reverse()) {
    const encoding = name.trim()
    if (encoding === '' || encoding === 'identity') continue
    bytes = decompressOnce(bytes, encoding, maxBytes)
    if ('problem' in bytes) return bytes
  }
  return bytes
}

function decompressOnce(
  bytes: Uint8Array,
  encoding: string,
  maxOutputLength: number,
): Uint8Array | Unreadable {
  const { brotliDecompressSync, gunzipSync, inflateSync } = requireModule('node:zlib')
  const run = new Map([
    ['br', brotliDecompressSync],
    ['deflate', inflateSync],
    ['gzip', gunzipSync],
    ['x-gzip', gunzipSync],
  ])
  const decompressSync = run.get(encoding)
  if (!decompressSync) return unreadable(`the encoding ${JSON.stringify(encoding)} is unknown`)
  try {
    return decompressSync(bytes, { maxOutputLength })
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    return tooLarge ? largerThan(maxOutputLength) : unreadable(`the body is not valid ${encoding}`)
  }
}
