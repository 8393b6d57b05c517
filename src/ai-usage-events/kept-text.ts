const UNKEPT = /[\0\p{Surrogate}]/u

/** Tells whether PostgreSQL can keep a text: one without NUL, and without half a surrogate pair. */
export function isKeptText(text: string): boolean {
  return !UNKEPT.test(text)
}
