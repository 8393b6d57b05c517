import type { Project } from '../checks/index.ts'
import type { EntryId } from '../fakes/index.ts'
import { checkRuns } from './check-runs.ts'
import { CoverageError } from './coverage-error.ts'
import type { CoverageReport } from './coverage-report.ts'
import { entriesNotInAll, mergeReports } from './merge-reports.ts'
import { readCoverageReport } from './read-coverage-report.ts'
import { rebaseReport } from './rebase-report.ts'
import { rootInRepository } from './root-in-repository.ts'
import { withDefinitions } from './with-definitions.ts'

/** The coverage of all runs, as their reports tell it. */
export interface MergedCoverage {
  /** Has each definition of the project, whichever report knows it. */
  readonly report: CoverageReport
  /** The entries that some of the reports do not have: these were made of other definitions. */
  readonly differing: readonly EntryId[]
}

/**
 * Reads reports and merges them, each file once, with paths from the root of the project.
 *
 * @throws {CoverageError} where there is none, one cannot be read, or a shard or a runner is missing.
 */
export function mergeCoverage(project: Project, files: readonly string[]): MergedCoverage {
  if (files.length === 0) {
    throw new CoverageError(
      'NO_REPORTS',
      'Failed to merge coverage reports: there is none. Name the files that the runs of the tests wrote.',
    )
  }
  const root = rootInRepository(project.root)
  const read = (file: string) => rebaseReport(readCoverageReport(file), root)
  const byFile = new Map([...new Set(files)].map((file) => [file, read(file)]))
  const reports = [...byFile.values()]
  const merged = mergeReports(reports)
  checkRuns(
    files.flatMap((file) => byFile.get(file) ?? []),
    project.coverage,
  )
  return { report: withDefinitions(merged, project), differing: entriesNotInAll(reports) }
}
