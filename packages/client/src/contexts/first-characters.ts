/** Returns the first characters of a text, by code point: none is half of a surrogate pair. */
export function firstCharacters(text: string, most: number): string[] {
  // A character has two units at most, and the rest of a long text is not looked at.
  return [...text.slice(0, 2 * most)].slice(0, most)
}
