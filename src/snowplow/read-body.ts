import { decodeText, requireModule } from '../foundation/index.ts'

/** What cannot be read of a body, in words. */
export class UnreadableBody extends Error {
  /** Whether it is larger than allowed. */
  readonly tooLarge: boolean

  constructor(message: string, tooLarge = false) {
    super(message)
    this.tooLarge = tooLarge
  }
}

/**
 * The text of a request's body, decompressed (gzip, deflate, br) and decoded by its charset.
 *
 * @throws {UnreadableBody} for a body that is larger than `maxBytes`, damaged, or in an encoding or
 *   charset that nobody knows.
 */
export function readBody(body: Uint8Array, headers: Headers, maxBytes: number): string {
  const bytes = decompress(body, headers.get('content-encoding') ?? '', maxBytes)
  if (bytes.length > maxBytes) {
    throw new UnreadableBody(`the body is larger than ${maxBytes} bytes`, true)
  }
  const [, charset = 'utf-8'] =
    /;\s*charset="?([^\s";]+)/i.exec(headers.get('content-type') ?? '') ?? []
  try {
    return decodeText(bytes, charset)
  } catch {
    throw new UnreadableBody(`the charset ${JSON.stringify(charset)} is unknown`)
  }
}

function decompress(body: Uint8Array, encodings: string, maxOutputLength: number): Uint8Array {
  // The last one was applied last.
  const names = encodings.toLowerCase().split(',').reverse()
  let bytes = body
  for (const encoding of names.map((name) => name.trim())) {
    if (encoding === '' || encoding === 'identity') continue
    const { brotliDecompressSync, gunzipSync, inflateSync } = requireModule('node:zlib')
    const decompressors = new Map([
      ['br', brotliDecompressSync],
      ['deflate', inflateSync],
      ['gzip', gunzipSync],
      ['x-gzip', gunzipSync],
    ])
    const decompressSync = decompressors.get(encoding)
    if (!decompressSync) {
      throw new UnreadableBody(`the encoding ${JSON.stringify(encoding)} is unknown`)
    }
    try {
      bytes = decompressSync(bytes, { maxOutputLength })
    } catch (error) {
      const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      throw tooLarge
        ? new UnreadableBody(`the body is larger than ${maxOutputLength} bytes`, true)
        : new UnreadableBody(`the body is no ${encoding}`)
    }
  }
  return bytes
}
