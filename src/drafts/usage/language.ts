import type { SampleValue } from './sample-values.ts'

/** The way in which a language of examples writes what definitions say. */
export interface Language {
  readonly comment: '//' | '#'
  /** Prints the name of a property in a literal, in quotes if the language does not take it for a name. */
  key(name: string): string
  /** Prints a value. */
  value(value: SampleValue): string
}

const NAME = /^[a-z_]\w*$/
/** Characters that end a line, or are not seen. */
const UNSEEN = /[\p{C}\u2028\u2029]/gu

export const JAVASCRIPT: Language = {
  comment: '//',
  key(name) {
    // Without brackets it would set the prototype.
    if (name === '__proto__') return "['__proto__']"
    return NAME.test(name) ? name : this.value(name)
  },
  value(value) {
    return typeof value === 'number' ? String(value) : printQuoted(value, "'")
  },
}

export const RUBY: Language = {
  comment: '#',
  key(name) {
    return NAME.test(name) ? name : this.value(name)
  },
  value(value) {
    if (typeof value === 'number') return String(value)
    // Between single quotes Ruby knows no other escapes.
    return printQuoted(value, value.search(UNSEEN) < 0 ? "'" : '"')
  },
}

function printQuoted(text: string, quote: "'" | '"'): string {
  const steering = quote === "'" ? /[\\']/g : /[\\"#]/g
  return quote + escapeUnseen(text.replaceAll(steering, '\\$&')) + quote
}

/** Escapes what is not seen as JavaScript and Ruby do; JSON knows the same, for code units alone. */
function escapeUnseen(text: string): string {
  return text.replaceAll(UNSEEN, (character) => {
    const escaped = JSON.stringify(character).slice(1, -1)
    return escaped === character
      ? `\\u{${(character.codePointAt(0) as number).toString(16)}}`
      : escaped
  })
}

/** Prints a mapping as JSON on one line, without characters that are not seen. */
export function printJson(entries: Iterable<readonly [string, SampleValue]>): string {
  return JSON.stringify(Object.fromEntries(entries)).replaceAll(UNSEEN, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
