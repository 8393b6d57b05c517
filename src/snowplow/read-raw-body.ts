import { decodeText } from '../foundation/index.ts'
import { type BodyHeaders, readBody } from './read-body.ts'

/** The bytes that gzip begins with, whether or not a header tells of it. */
const GZIP = [0x1f, 0x8b]

/** Returns the body of a request as text, decompressed where that is possible, whatever the pipeline says of it. */
export function readRawBody(body: Uint8Array, headers: BodyHeaders, maxBytes: number): string {
  const isGzip = GZIP.every((byte, index) => body[index] === byte)
  const type = headers.get('content-type')
  const encoding = headers.get('content-encoding') ?? (isGzip ? 'gzip' : null)
  const described = new Map([
    ['content-type', type],
    ['content-encoding', encoding],
  ])
  const get = (name: string) => described.get(name) ?? null
  const text = readBody(body, { get }, { maxBytes, lenient: true, types: [] })
  return typeof text === 'string' ? text : decodeText(body)
}
