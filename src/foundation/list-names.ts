/** Lists the first names in quotes on one line, and says how many are left out. */
export function listNames(names: readonly string[], limit = 10): string {
  const shown = names.slice(0, limit).map((name) => JSON.stringify(name))
  const left = names.length - shown.length
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(', ')
}
