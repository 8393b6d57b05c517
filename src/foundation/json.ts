/** Marks the digits of a large integer within a string; not to be guessed by those who send one. */
const MARK = `large integer ${Math.random()} `
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g')
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs

/**
 * Parses JSON. An integer that a number cannot hold exactly becomes a `bigint`, so that it keeps
 * its digits, up to 1,000.
 *
 * @throws {SyntaxError} for text that is not JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (!hasLongNumber(text)) return value
  const marked = text.replaceAll(TOKEN, (token) =>
    LARGE.test(token) && !Number.isSafeInteger(Number(token)) ? `"${MARK}${token}"` : token,
  )
  return JSON.parse(marked, (_key, part: unknown) =>
    typeof part === 'string' && part.startsWith(MARK) ? BigInt(part.slice(MARK.length)) : part,
  )
}

/** To read or print more digits, a `bigint` takes seconds. */
const LARGE = /^-?\d{16,1000}$/

/** The least number of digits of an integer that a number cannot hold. */
const DIGITS = 16

/**
 * Tells whether there are 16 digits in a row, which hardly any JSON has. It looks at every 16th
 * character, which a search for the pattern does not know to do.
 */
function hasLongNumber(text: string): boolean {
  for (let at = DIGITS - 1; at < text.length; at += DIGITS) {
    if (!isDigit(text, at)) continue
    let first = at
    while (isDigit(text, first - 1)) first--
    while (isDigit(text, at + 1)) at++
    if (at - first + 1 >= DIGITS) return true
  }
  return false
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** Writes JSON, with the digits of each `bigint` as a number. */
export function stringifyJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Only now, since a replacer makes all other JSON slower.
    const text = JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'bigint' ? `${MARK}${part}` : part,
    )
    return text.replaceAll(MARKED, '$1')
  }
}

/** Returns a value of JSON with numbers instead of every `bigint`, for code that knows only numbers. */
export function withoutBigInts(value: unknown): unknown {
  return hasBigInt(value) ? JSON.parse(stringifyJson(value)) : value
}

function hasBigInt(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint'
  // Not by its keys, which would be a text for each of a million items.
  if (Array.isArray(value)) return value.some(hasBigInt)
  for (const key in value) {
    if (hasBigInt((value as Record<string, unknown>)[key])) return true
  }
  return false
}

/** Tells whether a value of JSON has more levels than `levels`, of which a number has one. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (levels <= 0) return true
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((inner) => isDeeperThan(levels - 1, inner))
  for (const key in value) {
    if (isDeeperThan(levels - 1, (value as Record<string, unknown>)[key])) return true
  }
  return false
}
