import { patternDistance } from '../../foundation/index.ts'
import type { Entry } from './dictionary-data.ts'
import type { IndexedEntry } from './entry-index.ts'

const MOST = 3

/** Returns the entries in use whose names are nearest to words that no entry has, at most three. */
export function nearestEntries(all: readonly IndexedEntry[], words: readonly string[]): Entry[] {
  if (words.length === 0) return []
  return all
    .filter(({ entry }) => entry.status !== 'removed')
    .map(({ entry, name }) => ({ entry, steps: stepsTo(name, words) }))
    .filter(({ steps }) => Number.isFinite(steps))
    .sort((one, other) => one.steps - other.steps)
    .slice(0, MOST)
    .map(({ entry }) => entry)
}

/** Returns how many letters would have to change; infinitely many for a word that is like no part of the name. */
function stepsTo(name: string, words: readonly string[]): number {
  const parts = [name, ...name.split(/[._/]+/)]
  return words.reduce((steps, word) => {
    const reach = word.length / 3
    const near = parts
      .filter((part) => Math.abs(part.length - word.length) <= reach)
      .map((part) => patternDistance(part, word))
    const least = Math.min(...near)
    return steps + (least <= reach ? least : Number.POSITIVE_INFINITY)
  }, 0)
}
