import { LEVELS } from '../fakes/index.ts'
import type { CoveredEntry } from './coverage-report.ts'
import { compareEntries } from './entry-id.ts'

/**
 * Returns the entries that no assertion guards, those most at risk first: those that most metrics
 * read; of these those that tests guard least; then as a report lists them.
 */
export function rankByRisk(entries: readonly CoveredEntry[]): CoveredEntry[] {
  return entries
    .filter(({ level }) => level !== 'asserted')
    .sort(
      (one, other) =>
        other.metrics - one.metrics || rank(one) - rank(other) || compareEntries(one.id, other.id),
    )
}

function rank({ level }: CoveredEntry): number {
  return level === 'none' ? -1 : LEVELS.indexOf(level)
}
