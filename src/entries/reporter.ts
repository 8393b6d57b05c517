/** The reporter for Vitest, Jest and Playwright. */
// biome-ignore lint/style/noDefaultExport: the export that all three take
export { InternalEventsReporter, InternalEventsReporter as default } from '../reporters/index.ts'
