export { InternalEventsReporter, type ReporterOptions } from './internal-events-reporter.ts'
export type { ToldByFixture } from './playwright-evidence.ts'
