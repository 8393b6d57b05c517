import { runsInBrowser } from './require-module.ts'

// Not the globals alone: Jest's jsdom environment has none.
const { TextDecoder, TextEncoder } = runsInBrowser()
  ? globalThis
  : (process.getBuiltinModule('node:util') as Pick<
      typeof globalThis,
      'TextDecoder' | 'TextEncoder'
    >)

export const utf8Encoder: TextEncoder = new TextEncoder()
const utf8Decoder = new TextDecoder()

/**
 * Text of bytes in a charset; bytes that are no text become U+FFFD.
 *
 * @throws {RangeError} for a charset that nobody knows.
 */
export function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  const decoder = charset === 'utf-8' ? utf8Decoder : new TextDecoder(charset)
  return decoder.decode(bytes)
}
