import { type Child, element } from './element.ts'

/** Prints a name that may break behind its dots and underscores, with the words of a search marked. */
export function nameText(name: string, words: readonly string[] = []): Child[] {
  return [...splitAtWords(name, words)].map(({ text, isWord }) =>
    isWord ? element('mark', {}, breakable(text)) : breakable(text),
  )
}

function breakable(text: string): Child[] {
  return text
    .split(/(?<=[._/])(?=[^._/])/)
    .flatMap((part, index) => (index === 0 ? [part] : [element('wbr'), part]))
}

function* splitAtWords(
  name: string,
  words: readonly string[],
): Generator<{ readonly text: string; readonly isWord: boolean }> {
  const small = name.toLowerCase()
  // Small letters of some alphabets are longer than their capitals.
  const wanted = small.length === name.length ? words : []
  let start = 0
  for (let at = 0; at < name.length; at++) {
    const word = wanted.find((one) => small.startsWith(one, at))
    if (word === undefined) continue
    if (at > start) yield { text: name.slice(start, at), isWord: false }
    yield { text: name.slice(at, at + word.length), isWord: true }
    start = at + word.length
    at = start - 1
  }
  if (start < name.length) yield { text: name.slice(start), isWord: false }
}
