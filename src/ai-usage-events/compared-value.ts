/**
 * The numbers that may stand in text, as in older payloads. Longer ones, and those with exponents,
 * are read in different ways by different databases. PostgreSQL and ClickHouse take it as it is.
 */
export const DECIMAL = '^-?[0-9]{1,30}([.][0-9]{1,30})?$'

/** A date as JSON has it. PostgreSQL and ClickHouse take it as it is. */
export const INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$'

const decimal = new RegExp(DECIMAL)
const instant = new RegExp(INSTANT)

/** Returns the number that a value of a row counts as, or `undefined` where it counts as none. */
export function comparedNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Date) return value.getTime()
  return typeof value === 'string' && decimal.test(value) ? Number(value) + 0 : undefined
}

/** Returns the text that a value counts as: its own, or that of a boolean. */
export function comparedText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined
}

/** Returns the text of a value that is a date. */
export function comparedInstant(value: unknown): string | undefined {
  return typeof value === 'string' && instant.test(value) ? value : undefined
}

/**
 * The place of a value in an order: numbers, then texts, then lists and objects, then null. A time
 * is its milliseconds, with the digits of its microseconds as text.
 */
export type SortKey = readonly [rank: number, number: number | bigint, text: string]

/** Returns the place of a payload's value in an order. */
export function sortKey(value: unknown): SortKey {
  const number = comparedNumber(value)
  if (number !== undefined) return [0, number, '']
  const text = comparedText(value)
  if (text !== undefined) return [1, 0, text]
  return [value == null ? 3 : 2, 0, '']
}

/** Compares places: negative where the first comes first. */
export function compareKeys(first: SortKey, second: SortKey): number {
  if (first[0] !== second[0]) return first[0] - second[0]
  if (first[1] !== second[1]) return first[1] < second[1] ? -1 : 1
  return compareTexts(first[2], second[2])
}

/** Compares texts by their code points, as databases do that compare bytes of UTF-8. */
export function compareTexts(first: string, second: string): number {
  const length = Math.min(first.length, second.length)
  for (let at = 0; at < length; at++) {
    const [one, other] = [first.charCodeAt(at), second.charCodeAt(at)]
    if (one !== other) return isSurrogate(one) === isSurrogate(other) ? one - other : beyond(one)
  }
  return first.length - second.length
}

/** A pair of surrogates stands for a code point beyond all that one unit can be. */
function beyond(unit: number): number {
  return isSurrogate(unit) ? 1 : -1
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
