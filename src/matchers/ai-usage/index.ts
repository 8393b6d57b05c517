export type { ExpectedUsage } from './expected-usage.ts'
export { toNotRecordAiUsageEvents, toRecordAiUsageEvents } from './to-record-ai-usage-events.ts'
export { noUsageClaim, usageClaim } from './usage-claim.ts'
