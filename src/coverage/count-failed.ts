import type { CoverageReport } from './coverage-report.ts'

/** Counts the tests of a report that failed, whose assertions do not count. */
export function countFailed({ runs }: CoverageReport): number {
  return runs.reduce((sum, { failed = 0 }) => sum + failed, 0)
}
