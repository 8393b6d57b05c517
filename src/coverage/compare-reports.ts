import { keyOf } from '../fakes/index.ts'
import type { CoverageReport, CoveredEntry } from './coverage-report.ts'

/** The differences between two reports that somebody should know. */
export interface CoverageChanges {
  /** Entries that are asserted, and were not. */
  readonly gained: readonly CoveredEntry[]
  /** Entries as they were, which lost their only assertion. */
  readonly lost: readonly CoveredEntry[]
}

/** Compares a report with the one before it. Definitions that come or go are not told. */
export function compareReports(before: CoverageReport, now: CoverageReport): CoverageChanges {
  const asserted = ({ level }: CoveredEntry) => level === 'asserted'
  const old = new Map(before.entries.map((entry) => [keyOf(entry.id), entry]))
  const both = now.entries.flatMap((entry) => {
    const was = old.get(keyOf(entry.id))
    return was ? [{ entry, was }] : []
  })
  return {
    gained: both
      .filter(({ entry, was }) => asserted(entry) && !asserted(was))
      .map(({ entry }) => entry),
    lost: both.filter(({ entry, was }) => !asserted(entry) && asserted(was)).map(({ was }) => was),
  }
}
