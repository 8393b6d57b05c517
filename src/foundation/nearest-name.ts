import { closest, distance } from 'fastest-levenshtein'

/**
 * Returns the known name that someone who wrote `name` probably meant. Returns `undefined` when
 * none is near: more than `reach` letters would have to change, by default a third of them.
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
