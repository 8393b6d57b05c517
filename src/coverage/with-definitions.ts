import type { Project } from '../checks/index.ts'
import { keyOf } from '../fakes/index.ts'
import { coverEntry } from './cover-entry.ts'
import type { CoverageReport } from './coverage-report.ts'
import { entriesOf } from './create-report.ts'
import { compareEntries } from './entry-id.ts'

/**
 * Adds to a report the definitions of now that it does not have, which no test guards: without them a
 * report from before would pass for one of now. Entries of other projects stay.
 *
 * @throws {CoverageError} `NOTHING_TO_COVER`.
 */
export function withDefinitions(report: CoverageReport, project: Project): CoverageReport {
  const known = new Set(report.entries.map(({ id }) => keyOf(id)))
  const missing = entriesOf(project).filter(({ id }) => !known.has(keyOf(id)))
  if (missing.length === 0) return report
  const entries = [...report.entries, ...missing.map((entry) => coverEntry(entry, []))]
  return { ...report, entries: entries.sort((one, other) => compareEntries(one.id, other.id)) }
}
