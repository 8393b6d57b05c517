export type { CoveredEntry, CoveredRun, CoverageReport, CoveringTest } from './coverage-report.ts'
