/** Tells a regular expression, of whatever realm. */
export function isPattern(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]'
}

/** Tells whether a text matches, tried from its start: the flags g and y remember a place otherwise. */
export function matchesPattern(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0
}
