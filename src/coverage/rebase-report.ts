import { posix } from 'node:path'
import type { CoverageReport } from './coverage-report.ts'

/**
 * Returns a report with the paths that it has from another root of the repository, so that those of
 * several packages are told apart, and of one file are the same. A report that names no root has
 * them already.
 */
export function rebaseReport(report: CoverageReport, root: string): CoverageReport {
  const { root: own = root, ...rest } = report
  const based = { ...rest, ...(root === '' ? {} : { root }) }
  if (own === root) return based
  // They are numbers in the list of another configuration.
  const { privacyExceptions: _, ...moved } = based
  const way = posix.relative(`/${root}`, `/${own}`)
  const move = <Place extends { readonly file: string }>(place: Place): Place => ({
    ...place,
    file: posix.join(way, place.file),
  })
  return {
    ...moved,
    runs: moved.runs.map((run) => ({ root: own, ...run })),
    entries: moved.entries.map((entry) => ({ ...move(entry), tests: entry.tests.map(move) })),
    ...(moved.privacyFindings ? { privacyFindings: moved.privacyFindings.map(move) } : {}),
  }
}
