import { utf8Encoder } from '../../foundation/index.ts'

/** One way to write a value. */
export interface Form {
  /** Tells whether a text holds the value in this form; `folded` is the text in small letters. */
  isIn(text: string, folded: string): boolean
}

/**
 * Makes the ways in which a value may stand in what is sent: as it is, in either case, as a part of a
 * URL, in hexadecimal digits, and in base64 or base64url, also in the middle of a longer text.
 */
export function createForms(value: string): readonly Form[] {
  const bytes = utf8Encoder.encode(value)
  const cases = [value, value.toLowerCase(), value.toUpperCase()].map((each) =>
    utf8Encoder.encode(each),
  )
  const component = encodeURIComponent(value)
  const everything = [...bytes].map((byte) => `%${hex(byte)}`).join('')
  const folded = [
    value,
    component,
    component.replaceAll('%20', '+'),
    value.replaceAll(' ', '+'),
    everything,
    [...bytes].map(hex).join(''),
  ]
  const exact = cases.flatMap((each) =>
    [0, 1, 2].flatMap((offset) => {
      const text = base64(each, offset)
      return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
    }),
  )
  return [
    ...unique(folded.map((text) => text.toLowerCase())).map((form) => ({
      isIn: (_: string, text: string) => text.includes(form),
    })),
    ...unique(exact).map((form) => ({ isIn: (text: string) => text.includes(form) })),
  ]
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** Returns the digits of base64 that the bytes alone decide, where so many others stand before them. */
function base64(bytes: Uint8Array, offset: number): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(offset), ...bytes))
  // Digits that hold bits of what stands before or behind are not decided.
  const start = [0, 2, 3][offset]
  const open = [0, 3, 2][(offset + bytes.length) % 3] ?? 0
  return text.slice(start, text.length - open)
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
