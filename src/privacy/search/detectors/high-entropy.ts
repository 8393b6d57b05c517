import type { Detector } from '../detector.ts'

const WORD = /[A-Za-z0-9+/_=-]{20,}/g
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * Finds texts with the randomness of a secret: hexadecimal ones of 32 characters and more, and of 20
 * and more with capitals, small letters and digits. A digest is one: that of an address is as good as
 * the address. Ids in UUID are none.
 */
export const highEntropy: Detector = {
  id: 'high-entropy',
  kind: 'a random text, as secrets are',
  find(text, { meaning }) {
    if (meaning !== 'value') return undefined
    for (const [word] of text.replace(UUID, '').matchAll(WORD)) if (isRandom(word)) return word
    return undefined
  },
}

function isRandom(word: string): boolean {
  if (/^[0-9a-f]+$/i.test(word)) {
    return word.length >= 32 && /[0-9]/.test(word) && /[a-f]/i.test(word) && entropyOf(word) > 3
  }
  return [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(word)) && entropyOf(word) > 4
    ? hasShortRuns(word)
    : false
}

/** Words of a language have long runs of letters of one case; random texts do not. */
function hasShortRuns(word: string): boolean {
  const runs = word.match(/[a-z]+|[A-Z]+|[0-9]+/g) ?? []
  return word.length / runs.length < 3
}

/** Returns Shannon's entropy of a text, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()]
    .map((count) => count / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0)
}
