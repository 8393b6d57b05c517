export { InternalEventsReporter } from './internal-events-reporter.ts'
export type { ToldByFixture } from './playwright-evidence.ts'
