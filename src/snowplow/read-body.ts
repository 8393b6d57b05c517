import { decodeText, readMediaType, requireModule } from '../foundation/index.ts'

/** The reason why a request cannot be read, in words. */
export interface Unreadable {
  readonly problem: string
  /** True if the body is larger than allowed. */
  readonly tooLarge: boolean
}

/** The headers that describe the encoding of a body. */
export type BodyHeaders = Pick<Headers, 'get'>

/** The rules of reading a body. */
export interface BodyRules {
  readonly maxBytes: number
  /** True takes any content type, and the content encodings gzip, deflate and br. */
  readonly lenient: boolean
  /** The media types that are taken, in UTF-8. */
  readonly types: readonly string[]
}

const JSON_TYPE = 'application/json'
export const JSON_ONLY: readonly string[] = [JSON_TYPE]
export const FORM_TYPE = 'application/x-www-form-urlencoded'
export const JSON_OR_FORM: readonly string[] = [JSON_TYPE, FORM_TYPE]

/** More than one is unusual already, and each may make the body a thousand times larger. */
const MOST_ENCODINGS = 2

/** Makes the result for a request that cannot be read. */
export function unreadable(problem: string, tooLarge = false): Unreadable {
  return { problem, tooLarge }
}

/**
 * Reads the text of a request's body. The pipeline reads UTF-8 of certain types, and decompresses
 * nothing; `lenient` takes more.
 */
export function readBody(
  body: Uint8Array,
  headers: BodyHeaders,
  { maxBytes, lenient, types }: BodyRules,
): string | Unreadable {
  const encodings = readEncodings(headers.get('content-encoding'))
  const type = headers.get('content-type') ?? ''
  if (!lenient) {
    const wrong = wrongType(type, types) ?? wrongEncoding(encodings)
    return wrong ?? decode(body, 'utf-8', maxBytes)
  }
  const bytes = decompress(body, encodings, maxBytes)
  return 'problem' in bytes ? bytes : decode(bytes, charsetOf(type), maxBytes)
}

/** Tells whether a content type is a media type, in UTF-8. */
export function isType(contentType: string, type: string): boolean {
  if (contentType === type) return true
  const plain = contentType.toLowerCase().replaceAll(/[\s"]/g, '')
  return plain === type || plain === `${type};charset=utf-8`
}

function wrongType(contentType: string, types: readonly string[]): Unreadable | undefined {
  if (types.some((type) => isType(contentType, type))) return undefined
  const given = contentType === '' ? 'missing' : JSON.stringify(contentType)
  return unreadable(`the content type is ${given}, and should be ${types.join(' or ')} in UTF-8`)
}

function wrongEncoding([encoding]: readonly string[]): Unreadable | undefined {
  if (encoding === undefined) return undefined
  return unreadable(
    `the content encoding is ${JSON.stringify(encoding)}, which the pipeline does not decode`,
  )
}

function charsetOf(contentType: string): string {
  return readMediaType(contentType)?.params.get('charset') || 'utf-8'
}

function decode(bytes: Uint8Array, charset: string, maxBytes: number): string | Unreadable {
  if (bytes.length > maxBytes) return largerThan(maxBytes)
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

function readEncodings(header: string | null): readonly string[] {
  if (header === null) return []
  return header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
}

function decompress(
  body: Uint8Array,
  encodings: readonly string[],
  maxBytes: number,
): Uint8Array | Unreadable {
  if (encodings.length > MOST_ENCODINGS) {
    return unreadable(`the body has more than ${MOST_ENCODINGS} content encodings`)
  }
  let bytes: Uint8Array | Unreadable = body
  // The last encoding was applied last.
  for (const encoding of [...encodings].reverse()) {
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
