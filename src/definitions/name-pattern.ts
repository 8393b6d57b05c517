/** Returns the expression for all names that a pattern means, in which `*` stands for any letters. */
export function namePattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`)
}

/** Tells whether a text is a pattern of names: of all signs that globs know, it has `*` alone. */
export function isNamePattern(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !/[?[\]{}()!|]/.test(value)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
