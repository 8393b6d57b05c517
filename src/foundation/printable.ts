/** Characters that would move the cursor of a terminal, colour it, or turn its text around. */
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g

/** Prints a foreign text on one line of a terminal: nothing in it steers that, and it is cut after `longest` characters. */
export function printable(text: string, longest = 300): string {
  return shorten(text, longest).replace(CONTROL, ' ')
}

/** Prints the start of a foreign text in quotes. */
export function printText(text: string, longest?: number): string {
  return JSON.stringify(shorten(text, longest)).replace(CONTROL, ' ')
}

/** Cuts a text after `longest` characters. */
export function shorten(text: string, longest = 100): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
