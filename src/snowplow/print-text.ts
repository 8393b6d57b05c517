const LONGEST = 100

/** Shortens a text that somebody sent. */
export function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** Prints the start of a text that somebody sent. */
export function printText(text: string): string {
  return JSON.stringify(shorten(text))
}
