export { compareReports } from './compare-reports.ts'
export { countEntries } from './count-entries.ts'
export { CoverageError } from './coverage-error.ts'
export {
  COVERAGE_RULES,
  type CoveredProject,
  coverageFindings,
  PRIVACY_RULES,
} from './coverage-findings.ts'
export type { CoverageReport, CoveredEntry, CoveredRun, CoveringTest } from './coverage-report.ts'
export { createReport, type TestOfRun } from './create-report.ts'
export { printEntry } from './entry-id.ts'
export type { JudgedGates } from './gates/gate.ts'
export { judgeGates } from './gates/judge-gates.ts'
export { mergeCoverage } from './merge-coverage.ts'
export { mergeReports } from './merge-reports.ts'
export { printFailedGate, printSummary } from './print-summary.ts'
export { readCoverageReport } from './read-coverage-report.ts'
export {
  type ReportedCoverage,
  readBefore,
  reportCoverage,
  reportsFolder,
  type SummaryTerminal,
} from './report-coverage.ts'
export { rootInRepository } from './root-in-repository.ts'
export { unusedSettings } from './unused-settings.ts'
export { MERGED_FILE, printReport, writeReport } from './write-report.ts'
