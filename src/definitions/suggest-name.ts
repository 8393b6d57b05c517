import { nearestName, patternDistance } from '../foundation/index.ts'

/** Returns the sentence that names what was probably meant: a name, or a pattern of allowed ones. */
export function suggestName(
  name: string,
  known: Iterable<string>,
  patterns: readonly string[] = [],
): string | undefined {
  const nearest = nearestName(name, known)
  const pattern = nearestPattern(name, patterns)
  if (pattern && (nearest === undefined || pattern.distance < patternDistance(name, nearest))) {
    return `Did you mean a name like ${JSON.stringify(pattern.text)}, which undefinedEvents allows?`
  }
  return nearest === undefined ? undefined : `Did you mean ${JSON.stringify(nearest)}?`
}

/** Returns the sentence that names those with this one in them, those first that have a segment of a key path which begins with it. */
export function suggestLonger(name: string, known: Iterable<string>): string | undefined {
  const beginsSegment = (other: string) => `.${other}`.includes(`.${name}`)
  const names = [...known]
    .filter((other) => name !== '' && other.includes(name))
    .sort((one, other) => Number(beginsSegment(other)) - Number(beginsSegment(one)))
    .map((other) => JSON.stringify(other))
  return names.length === 0 ? undefined : `Did you mean ${listed(names, ' or ')}?`
}

/** Prints the first three names, and how many there are besides. */
export function listed(names: readonly string[], last = ' and '): string {
  const shown = names.slice(0, 3)
  const left = names.length - shown.length
  if (left > 0) return `${shown.join(', ')} and ${left} more`
  return [shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter(Boolean).join(last)
}

function nearestPattern(
  name: string,
  patterns: readonly string[],
): { text: string; distance: number } | undefined {
  return patterns
    .map((text) => ({
      text,
      distance: patternDistance(name, text),
      reach: text.replaceAll('*', '').length / 3,
    }))
    .filter(({ distance, reach }) => distance <= reach)
    .sort((one, other) => one.distance - other.distance)[0]
}
