import type { Detector } from '../detector.ts'
import { isNameOfId } from '../names-of-ids.ts'

const WORD = /[A-Za-z0-9+/_=-]{20,}/g
const UUID =
  /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi
/** A digest, whatever touches it: `user_…`, `avatar/…`, `hash=…`. */
const HEX = /[0-9a-f]{32,}/gi
/** The ids of commits in paths and refs say which code, not who. */
const OF_COMMIT = /(?:^|\/)(?:commits?|tree|blob|raw|blame|keep-around)\/$/

/** A value that is nothing but an id or a digest. */
const ID = /^[\w+/=:.-]{1,128}$/

/** One word of a name in camel case. */
const PART = /[A-Z]?[a-z]{2,}/g
const NO_WORD = /^[^aeiouy]*$|[b-df-hj-np-tv-xz]{5}/i

/** So many characters that belong to no word make a text random. Of random texts of 20, one in a hundred has fewer. */
const STRAY = 9

/**
 * Finds texts with the randomness of a secret: hexadecimal ones of 32 characters and more, and of 20
 * and more with capitals, small letters and digits. A digest is one: that of an address is as good as
 * the address. Ids in UUID are none, nor are ids and digests whose names say so.
 */
export const highEntropy: Detector = {
  id: 'high-entropy',
  kind: 'a random text, as secrets are',
  find(text, { meaning, key }) {
    if (meaning !== 'value' || (ID.test(text) && isNameOfId(key))) return undefined
    const told = text.replace(UUID, ' ')
    for (const [word] of told.matchAll(WORD)) {
      const random = isRandom(word) ? word : randomHexIn(word)
      if (random !== undefined) return random
    }
    return undefined
  },
}

/** Returns the first digest in a word that is not the id of a commit. */
function randomHexIn(word: string): string | undefined {
  for (const { 0: digits, index } of word.matchAll(HEX)) {
    const isRandomHex = /[0-9]/.test(digits) && /[a-f]/i.test(digits) && entropyOf(digits) > 3
    if (isRandomHex && !OF_COMMIT.test(word.slice(0, index))) return digits
  }
  return undefined
}

function isRandom(word: string): boolean {
  if (/^[0-9a-f]+$/i.test(word)) return false
  return [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(word)) && entropyOf(word) > 4
    ? hasShortRuns(word) && strayCharacters(word) >= STRAY
    : false
}

/** Words of a language have long runs of letters of one case; random texts do not. */
function hasShortRuns(word: string): boolean {
  const runs = word.match(/[a-z]+|[A-Z]+|[0-9]+/g) ?? []
  return word.length / runs.length < 3
}

/** Counts the letters and digits outside of words: 4 in `IPv4AddressRangeValidator`. */
function strayCharacters(text: string): number {
  const stray = text.replace(PART, (word) => (NO_WORD.test(word) ? word : ''))
  return stray.replace(/[^A-Za-z0-9]/g, '').length
}

/** Returns Shannon's entropy of a text, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()]
    .map((count) => count / text.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0)
}
