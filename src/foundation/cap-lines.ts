const LINES = 10

/** Prints the first ten items, an indented line each, and a last line that says how many are left out. */
export function capLines(lines: readonly string[]): string[]
export function capLines<Item>(items: readonly Item[], print: (item: Item) => string): string[]
export function capLines<Item>(
  items: readonly Item[],
  print: (item: Item) => string = String,
): string[] {
  const shown = items.slice(0, LINES).map((item) => `  ${print(item)}`)
  const left = items.length - shown.length
  return left > 0 ? [...shown, `  … and ${left} more`] : shown
}
