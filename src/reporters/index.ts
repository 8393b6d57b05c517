export { InternalEventsReporter } from './internal-events-reporter.ts'
export type { ToldByFixture } from './playwright-evidence.ts'
export type { ReporterOptions } from './read-reporter-options.ts'
