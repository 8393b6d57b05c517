import { distance } from 'fastest-levenshtein'
import { patternDistance } from '../foundation/index.ts'
import { printName } from './print-name.ts'

/** Returns the sentence that names what was probably meant: a name, or a pattern of allowed ones. */
export function suggestName(
  name: string,
  known: Iterable<string>,
  patterns: readonly string[] = [],
): string | undefined {
  const names = nearestNames(name, known)
  const [nearest] = names
  const pattern = nearestPattern(name, patterns)
  if (pattern && (nearest === undefined || pattern.distance < patternDistance(name, nearest))) {
    return `Did you mean a name like ${printName(pattern.text)}, which undefinedEvents allows?`
  }
  return didYouMean(names)
}

function didYouMean(names: readonly string[]): string | undefined {
  const quoted = names.map(printName)
  return quoted.length === 0 ? undefined : `Did you mean ${listed(quoted, ' or ')}?`
}

/** Returns those of the known names that are as near as none other, if they are near at all. */
function nearestNames(name: string, known: Iterable<string>): string[] {
  const names = [...known]
  const longer = names.filter((other) => other.startsWith(`${name}_`))
  const candidates = (longer.length > 0 ? longer : names).map((other) => ({
    other,
    steps: stepsBetween(name, other),
  }))
  const least = Math.min(...candidates.map(({ steps }) => steps))
  if (longer.length === 0 && least > name.length / 3) return []
  return candidates.filter(({ steps }) => steps === least).map(({ other }) => other)
}

/** Returns the letters that tell two names apart; a time frame at their end is one. */
function stepsBetween(name: string, other: string): number {
  const [stem, frame] = splitFrame(name)
  const [otherStem, otherFrame] = splitFrame(other)
  return distance(stem, otherStem) + (frame === otherFrame ? 0 : 1)
}

/** Splits the time frame off a key path: that of `_weekly` is also written `_7d`. */
function splitFrame(name: string): [stem: string, frame: string | undefined] {
  const [, stem = name, frame] = /^(.+)_(weekly|monthly|7d|28d)$/.exec(name) ?? []
  return [stem, FRAMES.get(frame ?? '') ?? frame]
}

const FRAMES = new Map([
  ['7d', 'weekly'],
  ['28d', 'monthly'],
])

/** Returns the sentence that names those with this one in them, those first that have a segment of a key path which begins with it. */
export function suggestLonger(name: string, known: Iterable<string>): string | undefined {
  const beginsSegment = (other: string) => `.${other}`.includes(`.${name}`)
  const names = [...known]
    .filter((other) => name !== '' && other.includes(name))
    .sort((one, other) => Number(beginsSegment(other)) - Number(beginsSegment(one)))
  return didYouMean(names)
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
