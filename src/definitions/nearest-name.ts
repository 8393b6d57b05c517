import { closest, distance } from 'fastest-levenshtein'

/**
 * The known name that someone who wrote `name` probably meant, or `undefined` when none is near:
 * more than a third of the letters would have to change.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  const names = [...known]
  if (names.length === 0) return undefined
  const candidate = names.find((other) => other.startsWith(`${name}_`)) ?? closest(name, names)
  const near = candidate.startsWith(`${name}_`) || distance(name, candidate) <= name.length / 3
  return near ? candidate : undefined
}
