/** The memory of an entry without its values. */
const BASE = 300
/** The memory of an object or a list without what is in it. */
const OBJECT = 56
/** The memory of a place in an object or a list: its value, and of an object its key, too. */
const ELEMENT = 8
const FIELD = 24
/** The memory of a text without its characters. */
const TEXT = 16
/** The length from which on it matters whether a character takes one byte or two. */
const LONG = 500
const WIDE = /[\u0100-\uffff]/

/** Estimates the memory, in bytes, that the values of an entry take. */
export function sizeOfEntry(...values: readonly unknown[]): number {
  let size = BASE
  // Foreign data: of any depth, so without recursion.
  const rest: unknown[] = [...values]
  while (rest.length > 0) size += sizeOfValue(rest.pop(), rest)
  return size
}

/** Estimates a value without what is in it, which it adds to `rest`. */
function sizeOfValue(value: unknown, rest: unknown[]): number {
  if (typeof value === 'string') return sizeOfText(value)
  if (typeof value !== 'object' || value === null) return 0
  if (ArrayBuffer.isView(value)) return OBJECT + value.byteLength
  if (Array.isArray(value)) {
    for (const inner of value) rest.push(inner)
    return OBJECT + ELEMENT * value.length
  }
  let size = OBJECT
  for (const key in value) {
    size += FIELD + key.length
    rest.push((value as Readonly<Record<string, unknown>>)[key])
  }
  return size
}

function sizeOfText(text: string): number {
  return TEXT + (text.length > LONG && WIDE.test(text) ? 2 : 1) * text.length
}
