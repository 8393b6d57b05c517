/** Prints the first items, an indented line each, and a last line that says how many are left out. */
export function capLines<Item>(
  items: readonly Item[],
  print: (item: Item) => string = String,
  limit = 10,
): string[] {
  const shown = items.slice(0, limit).map((item) => `  ${print(item)}`)
  const left = items.length - shown.length
  return left > 0 ? [...shown, `  … and ${left} more`] : shown
}
