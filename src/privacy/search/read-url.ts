/** Returns the parts of a URL; `undefined` for anything else. Older versions of jsdom lack `URL.canParse`. */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
