import { printValue } from './print-value.ts'

/** A line has no room for more of one value. */
const LONGEST = 300
/** A text that cannot be taken for two fields. */
const WORD = /^[^\s"=\p{Cc}\p{Cf}]+$/u

/** Prints a value so that its end can be seen: a text that is not one word in quotes. */
export function printWord(value: unknown): string {
  return typeof value === 'string' && WORD.test(value) ? value : printValue(value, LONGEST)
}

/** Shortens the digest that stands for a user. */
export function printId(id: unknown): string {
  const text = typeof id === 'string' ? id : printValue(id)
  return text.length > 12 ? `${text.slice(0, 8)}…` : text
}
