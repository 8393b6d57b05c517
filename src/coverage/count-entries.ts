import type { EntryId, Level } from '../fakes/index.ts'
import { reaches } from './cover-entry.ts'
import type { CoveredEntry } from './coverage-report.ts'

/** The number of entries, and of those that tests guard at a level or a higher one. */
export type CoverageCounts = Readonly<Record<Level | 'total' | 'weak', number>> & {
  /** The percentage of asserted entries, with one decimal: 100 where all are asserted, and nowhere else. */
  readonly percent: number
}

/** The counts of a report: of all entries, by their kinds, and by product groups. */
export interface CoverageTotals {
  readonly all: CoverageCounts
  readonly kinds: Readonly<Record<EntryId['kind'], CoverageCounts>>
  /** By the names of product groups; entries without one are under the empty name. */
  readonly owners: Readonly<Record<string, CoverageCounts>>
}

/** Counts the entries of a report. */
export function countEntries(entries: readonly CoveredEntry[]): CoverageTotals {
  const ofKind = (kind: EntryId['kind']) => countOf(entries.filter(({ id }) => id.kind === kind))
  const owners = new Map<string, CoveredEntry[]>()
  for (const entry of entries) {
    const owner = entry.owner ?? ''
    const known = owners.get(owner)
    if (known) known.push(entry)
    else owners.set(owner, [entry])
  }
  return {
    all: countOf(entries),
    kinds: {
      event: ofKind('event'),
      property: ofKind('property'),
      filter: ofKind('filter'),
      metric: ofKind('metric'),
    },
    owners: Object.fromEntries(
      [...owners]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([owner, some]) => [owner, countOf(some)]),
    ),
  }
}

function countOf(entries: readonly CoveredEntry[]): CoverageCounts {
  const at = (level: Level) => entries.filter((entry) => reaches(entry, level)).length
  const [total, asserted] = [entries.length, at('asserted')]
  return {
    total,
    called: at('called'),
    seen: at('seen'),
    asserted,
    weak: entries.filter(({ weak }) => weak).length,
    percent: percentOf(asserted, total),
  }
}

/** Returns a percentage with one decimal, rounded down; 0 of nothing. */
export function percentOf(part: number, total: number): number {
  return total === 0 ? 0 : Math.floor((part * 1000) / total) / 10
}
