/** Returns how many letters of a name would have to change to fit a pattern, whose `*` fits any. */
export function patternDistance(name: string, pattern: string): number {
  let costs = Array.from({ length: name.length + 1 }, (_, index) => index)
  for (const letter of pattern) {
    const free = letter === '*'
    const next = [(costs[0] as number) + (free ? 0 : 1)]
    for (let end = 1; end <= name.length; end++) {
      const [before, above, left] = [costs[end - 1], costs[end], next[end - 1]] as number[] as [
        number,
        number,
        number,
      ]
      next.push(
        free
          ? Math.min(above, left)
          : Math.min(before + (name[end - 1] === letter ? 0 : 1), above + 1, left + 1),
      )
    }
    costs = next
  }
  return costs[name.length] as number
}
