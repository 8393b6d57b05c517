/**
 * The reporter for Vitest, Jest and Playwright.
 *
 * @module internal-events-testing/reporter
 */
import { InternalEventsReporter, type ReporterOptions } from '../reporters/index.ts'

export { InternalEventsReporter, type ReporterOptions }
// biome-ignore lint/style/noDefaultExport: the export that all three take
export default InternalEventsReporter
