import { runsInBrowser } from './require-module.ts'

// Not only the globals: Jest's jsdom environment does not have them.
const { TextDecoder, TextEncoder } = runsInBrowser()
  ? globalThis
  : (process.getBuiltinModule('node:util') as Pick<
      typeof globalThis,
      'TextDecoder' | 'TextEncoder'
    >)

export const utf8Encoder: TextEncoder = new TextEncoder()
const utf8Decoder = new TextDecoder()

/** Throws at bytes that are not valid text, and keeps a byte order mark. */
export const strictUtf8Decoder: TextDecoder = new TextDecoder('utf-8', {
  fatal: true,
  ignoreBOM: true,
})

/**
 * Decodes bytes of a charset; bytes that are not valid text become U+FFFD.
 *
 * @throws {RangeError} for an unknown charset.
 */
export function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  const decoder = charset === 'utf-8' ? utf8Decoder : new TextDecoder(charset)
  return decoder.decode(bytes)
}
