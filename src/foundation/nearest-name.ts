import { closest, distance } from 'fastest-levenshtein'

/**
 * The known name that someone who wrote `name` probably meant, or `undefined` when none is near:
 * more than `reach` letters would have to change, a third of them by default.
 */
export function nearestName(
  name: string,
  known: Iterable<string>,
  reach: number = name.length / 3,
): string | undefined {
  const names = [...known]
  if (names.length === 0) return undefined
  const candidate = names.find((other) => other.startsWith(`${name}_`)) ?? closest(name, names)
  const near = candidate.startsWith(`${name}_`) || distance(name, candidate) <= reach
  return near ? candidate : undefined
}
