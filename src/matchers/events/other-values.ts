/** Values that no test expects, of the types that properties have. */
export const OTHER_TEXT = 'another value than the one that was tracked'
export const OTHER_NUMBER = -987654321.5

/** Returns a value of the same type that is far from a given one. */
export function otherThan(value: unknown): unknown {
  return typeof value === 'number' ? OTHER_NUMBER : OTHER_TEXT
}

/** Returns a value that looks like a given one: a pattern, or a range, may accept both. */
export function likenessOf(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value !== 'string') return OTHER_TEXT
  const like = value.replace(/[a-z0-9]/gi, next)
  return like === value ? `${value}x` : like
}

function next(character: string): string {
  if (/[zZ9]/.test(character)) return { z: 'a', Z: 'A', 9: '0' }[character] as string
  return String.fromCharCode(character.charCodeAt(0) + 1)
}
