import { readsAsText } from './reads-as-text.ts'

/** The ways to write a text. A literal block is for lines, which no definition of `define` has. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'folded'

/** Texts with more characters are folded. */
const LONGEST_LINE = 150
/** No line breaks in it: they are written as escapes. */
const BREAK = /[\n\r\u0085\u2028\u2029]/
/** The characters that libyaml does not write as they are, a tab and those above U+FFFF among them. */
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ufefe\uff00-\ufffd]/u
const BEGINS_WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/u
/** Signs that would be read as YAML's own, at the beginning or inside of a plain text. */
const INDICATOR = /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:-](?:[ \t\0]|$)|:(?:[ \t\0]|$)|[ \t\0]#/

/** Returns the style in which Ruby's `to_yaml(line_width: 150)` writes a text. */
export function scalarStyle(text: string, isKey: boolean): ScalarStyle {
  if (BREAK.test(text)) return 'double'
  return allowed(text, wanted(text), isKey)
}

/** Returns the style that Psych asks for. */
function wanted(text: string): ScalarStyle {
  if (/^[yYnN]$/.test(text)) return 'double'
  if ([...text].length > LONGEST_LINE) return 'folded'
  if (text !== '' && !BEGINS_WORD.test(text) && !text.slice(1).includes('"')) return 'double'
  return !readsAsText(text) || /^0[0-7]*[89]/.test(text) ? 'single' : 'plain'
}

/** Returns the style that libyaml takes instead, where a text cannot have the wanted one. */
function allowed(text: string, style: ScalarStyle, isKey: boolean): ScalarStyle {
  const isUnprintable = UNPRINTABLE.test(text)
  if (style === 'folded') return isKey || isUnprintable || text.endsWith(' ') ? 'double' : 'folded'
  if (style === 'double' || isUnprintable) return 'double'
  const isPlain = style === 'plain' && !INDICATOR.test(text) && !/^ | $/.test(text)
  return isPlain ? 'plain' : 'single'
}
