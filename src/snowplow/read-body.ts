import { decodeText, readMediaType, requireModule } from '../foundation/index.ts'

/** What cannot be read of a request, in words. */
export interface Unreadable {
  readonly problem: string
  /** Whether the body is larger than allowed. */
  readonly tooLarge: boolean
}

/** The headers that say how a body is written. */
export type BodyHeaders = Pick<Headers, 'get'>

/** Returns what nobody can read, for the reason given. */
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

/** Returns what is said of a body that is too large. */
export function largerThan(maxBytes: number): Unreadable {
  return unreadable(`the body is larger than ${maxBytes} bytes`, true)
}

function decompress(
  body: Uint8Array,
  encodings: string,
  maxOutputLength: number,
): Uint8Array | Unreadable {
  // The last one was applied last.
  const names = encodings.toLowerCase().split(',').reverse()
  let bytes = body
  for (const encoding of names.map((name) => name.trim())) {
    if (encoding === '' || encoding === 'identity') continue
    const { brotliDecompressSync, gunzipSync, inflateSync } = requireModule('node:zlib')
    const run = {
      br: brotliDecompressSync,
      deflate: inflateSync,
      gzip: gunzipSync,
      'x-gzip': gunzipSync,
    }
    const decompressSync = Object.hasOwn(run, encoding)
      ? run[encoding as keyof typeof run]
      : undefined
    if (!decompressSync) return unreadable(`the encoding ${JSON.stringify(encoding)} is unknown`)
    try {
      bytes = decompressSync(bytes, { maxOutputLength })
    } catch (error) {
      const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      return tooLarge ? largerThan(maxOutputLength) : unreadable(`the body is no ${encoding}`)
    }
  }
  return bytes
}
