const LINES = 10

/** Returns the first ten lines, indented, and a last one that says how many are left out. */
export function capLines(lines: readonly string[]): string[] {
  const shown = lines.slice(0, LINES).map((line) => `  ${line}`)
  const left = lines.length - shown.length
  return left > 0 ? [...shown, `  … and ${left} more`] : shown
}
