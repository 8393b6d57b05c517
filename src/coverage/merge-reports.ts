import { type EntryId, keyOf } from '../fakes/index.ts'
import { coverEntry, type DefinedEntry } from './cover-entry.ts'
import type { CoverageReport, CoveredRun, CoveringTest } from './coverage-report.ts'
import { compareEntries, compareTexts } from './entry-id.ts'
import { withSlashes } from './relative-place.ts'
import { mergeBesides } from './told-besides.ts'

/**
 * Merges reports, in whatever order: each entry has the tests of all of them, each once, and the
 * highest level. Of reports of several projects or revisions, the entries are those of all. The paths
 * of all start at one root.
 */
export function mergeReports(reports: readonly CoverageReport[]): CoverageReport {
  const entries = new Map<string, { defined: DefinedEntry; tests: CoveringTest[] }>()
  for (const { id, owner, file, line, metrics, tests } of reports.flatMap((one) => one.entries)) {
    const place = { file: withSlashes(file), line, metrics }
    const defined = { id, ...(owner === undefined ? {} : { owner }), ...place }
    const known = entries.get(keyOf(id))
    const shown = tests.map((test) => ({ ...test, file: withSlashes(test.file) }))
    if (known) {
      for (const test of shown) known.tests.push(test)
      known.defined = [known.defined, defined].sort(byContent)[0] as DefinedEntry
    } else entries.set(keyOf(id), { defined, tests: shown })
  }
  const root = reports[0]?.root
  return {
    version: 1,
    project: sortedOnce(reports.flatMap(({ project }) => project.split(', '))).join(', '),
    ...(root === undefined ? {} : { root }),
    runs: reports.flatMap(({ runs }) => runs).sort(byRun),
    entries: [...entries.values()]
      .map(({ defined, tests }) => coverEntry(defined, tests))
      .sort((one, other) => compareEntries(one.id, other.id)),
    undefinedEvents: sortedOnce(reports.flatMap(({ undefinedEvents }) => undefinedEvents)),
    ...mergeBesides(reports),
  }
}

/** Returns the entries that some of the reports do not have: these are of other definitions. */
export function entriesNotInAll(reports: readonly CoverageReport[]): EntryId[] {
  const known = new Map<string, { readonly id: EntryId; count: number }>()
  for (const { id } of reports.flatMap(({ entries }) => entries)) {
    const one = known.get(keyOf(id)) ?? { id, count: 0 }
    known.set(keyOf(id), one)
    one.count++
  }
  const some = [...known.values()].filter(({ count }) => count < reports.length)
  return some.map(({ id }) => id).sort(compareEntries)
}

function sortedOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareTexts)
}

function byRun(one: CoveredRun, other: CoveredRun): number {
  return (
    compareTexts(one.runner, other.runner) ||
    compareTexts(one.name ?? '', other.name ?? '') ||
    compareTexts(one.root ?? '', other.root ?? '') ||
    (one.shard?.count ?? 0) - (other.shard?.count ?? 0) ||
    (one.shard?.index ?? 0) - (other.shard?.index ?? 0) ||
    one.tests - other.tests ||
    (one.failed ?? 0) - (other.failed ?? 0)
  )
}

/** Compares all that reports may tell of an entry in different ways, so that their order tells nothing. */
function byContent(one: DefinedEntry, other: DefinedEntry): number {
  const content = ({ owner = '', file, line, metrics }: DefinedEntry) =>
    JSON.stringify([file, line, owner, metrics])
  return compareTexts(content(one), content(other))
}
