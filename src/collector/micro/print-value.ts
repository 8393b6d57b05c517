import { stringifyJson } from '../../foundation/index.ts'

/** Prints a foreign value as JSON in one line, cut after `max` characters. */
export function printValue(value: unknown, max = 80): string {
  let text: string
  try {
    text = stringifyJson(value) ?? 'undefined'
  } catch {
    // Without String(), which would run the methods of the value.
    return 'a value that is too deep to print'
  }
  return text.length > max ? `${text.slice(0, max - 1)}…` : text
}
