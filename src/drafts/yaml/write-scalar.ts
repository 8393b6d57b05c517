import { scalarStyle } from './scalar-style.ts'

/** The place of a text: the column of its first character, and the indent of the lines after it. */
export interface ScalarPlace {
  readonly column: number
  readonly indent: number
  /** True for a key that stands on the line of its value. */
  readonly isKey?: boolean
}

/** A line breaks at the first space beyond this column. */
const WIDTH = 150
const ESCAPES = new Map([
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x85', '\\N'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
])

/** Writes a text as Ruby's `to_yaml(line_width: 150)` does, to the byte. */
export function writeScalar(text: string, place: ScalarPlace): string {
  // Psych gives the sign of a merge a tag, so that it is read as a text.
  if (text === '<<') return "!!str '<<'"
  switch (scalarStyle(text, place.isKey === true)) {
    case 'plain':
      return wrap(text, place, (char) => char, isSingleSpace)
    case 'single':
      return `'${wrap(text, shifted(place), (char) => (char === "'" ? "''" : char), isInnerSpace)}'`
    case 'double':
      return `"${wrap(text, shifted(place), escaped, isBreakable)}"`
    case 'folded':
      return `>${text.startsWith(' ') ? '2' : ''}-\n${' '.repeat(place.indent)}${wrap(text, { ...place, column: place.indent }, (char) => char, isLastSpace)}`
  }
}

function shifted(place: ScalarPlace): ScalarPlace {
  return { ...place, column: place.column + 1 }
}

type BreakRule = (chars: readonly string[], index: number) => boolean

const isLastSpace: BreakRule = (chars, index) => chars[index + 1] !== ' '
const isSingleSpace: BreakRule = (chars, index) =>
  chars[index - 1] !== ' ' && isLastSpace(chars, index)
const isInner: BreakRule = (chars, index) => index > 0 && index < chars.length - 1
const isInnerSpace: BreakRule = (chars, index) =>
  isInner(chars, index) && isSingleSpace(chars, index)
const isBreakable: BreakRule = (chars, index) => isInner(chars, index) && chars[index - 1] !== ' '

/** Writes the characters, and begins a new line at spaces beyond the width where the rule allows it. */
function wrap(
  text: string,
  { column, indent, isKey }: ScalarPlace,
  write: (char: string) => string,
  mayBreak: BreakRule,
): string {
  const chars = [...text]
  let at = column
  return chars
    .map((char, index) => {
      if (char === ' ' && !isKey && at > WIDTH && mayBreak(chars, index)) {
        // Only a text in double quotes breaks before a space, which would else belong to the break.
        const kept = chars[index + 1] === ' ' ? '\\' : ''
        at = indent + kept.length
        return `\n${' '.repeat(indent)}${kept}`
      }
      const written = write(char)
      at += [...written].length
      return written
    })
    .join('')
}

function escaped(char: string): string {
  const known = ESCAPES.get(char)
  if (known !== undefined) return known
  const code = char.codePointAt(0) as number
  const isPrintable =
    (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xfffd && code !== 0xfeff)
  if (isPrintable) return char
  const hex = (length: number) => code.toString(16).toUpperCase().padStart(length, '0')
  if (code <= 0xff) return `\\x${hex(2)}`
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`
}
