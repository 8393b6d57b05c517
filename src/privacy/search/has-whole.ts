import { fold } from './fold.ts'

/**
 * Tells whether a text holds another one that does not go on in the same word, in whatever case, with
 * diacritics or without. `joins` are the characters, beside letters and digits, that go on with a word.
 */
export function hasWhole(text: string, part: string, joins: string): boolean {
  const folded = fold(text)
  const wanted = fold(part)
  if (wanted === '') return false
  const goesOn = (character: string | undefined) =>
    character !== undefined && (joins.includes(character) || /[\p{L}\p{N}]/u.test(character))
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    if (!goesOn(folded[at - 1]) && !goesOn(folded[at + wanted.length])) return true
  }
  return false
}
