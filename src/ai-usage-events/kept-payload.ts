import { isDeeperThan, utf8Encoder } from '../foundation/index.ts'

const MAX_BYTES = 16 * 1024
/** The levels that JSON has in Ruby. */
const MAX_LEVELS = 100

/** In JSON, NUL and half a surrogate pair are written as escapes. */
const UNKEPT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

/** A payload as JSON, or the reason why it cannot be kept. */
export type KeptPayload =
  | { readonly text: string; readonly refusal?: undefined }
  | { readonly text?: undefined; readonly refusal: string }

/**
 * Writes a payload as JSON. A `bigint` becomes the text of its digits, which no database rounds.
 * A payload that GitLab's column `extras` cannot keep is refused.
 */
export function keepPayload(payload: Readonly<Record<string, unknown>>): KeptPayload {
  let text: string | undefined
  try {
    text = stringify(payload)
  } catch (error) {
    return { refusal: `extras are not JSON: ${(error as Error).message.split('\n')[0]}` }
  }
  if (!text?.startsWith('{')) return { refusal: 'extras are not an object' }
  const size = text.length * 3 > MAX_BYTES ? utf8Encoder.encode(text).length : 0
  if (size > MAX_BYTES) return { refusal: `extras have ${size} bytes, more than 16 kB` }
  // Each level has a bracket at its beginning and one at its end.
  if (text.length > 2 * MAX_LEVELS && isDeeperThan(MAX_LEVELS, JSON.parse(text))) {
    return { refusal: `extras have more than ${MAX_LEVELS} levels` }
  }
  if (text.includes('\\u') && UNKEPT.test(text)) {
    return { refusal: 'extras have a NUL character or half a surrogate pair' }
  }
  return { text }
}

function stringify(payload: object): string | undefined {
  try {
    return JSON.stringify(payload)
  } catch {
    // Only now, since a replacer makes all other JSON slower.
    return JSON.stringify(payload, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
  }
}
