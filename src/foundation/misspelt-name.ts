import { distance } from 'fastest-levenshtein'

/**
 * Returns the known name of which `name` is certainly a misspelling: two letters are swapped, or a
 * quarter of them differ, two at the most. Returns `undefined` for a name that may well be another.
 */
export function misspeltName(name: string, known: Iterable<string>): string | undefined {
  const reach = Math.min(2, Math.floor(name.length / 4))
  for (const other of known) {
    const steps = distance(name, other)
    if (steps > 0 && (steps <= reach || (steps === 2 && sorted(name) === sorted(other)))) {
      return other
    }
  }
  return undefined
}

function sorted(name: string): string {
  return [...name].sort().join('')
}
