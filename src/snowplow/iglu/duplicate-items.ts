/**
 * Returns the places of the first two equal items of a list, in one pass: a comparison of each with
 * each would take seconds for some thousands.
 */
export function duplicateItems(list: readonly unknown[]): readonly [number, number] | undefined {
  const seen = new Map<string, number>()
  for (const [index, item] of list.entries()) {
    const text = canonicalText(item)
    const earlier = seen.get(text)
    if (earlier !== undefined) return [index, earlier]
    seen.set(text, index)
  }
  return undefined
}

/** Writes JSON that is the same for equal values: the keys of objects are in order. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
