/** Prints a value that must not be shown: its first character, and its length. */
export function mask(value: string): string {
  const [first = ''] = value
  const { length } = [...value]
  return `"${first}…" (${length} ${length === 1 ? 'character' : 'characters'})`
}
