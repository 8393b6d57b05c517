export type { ExpectedUsage } from './expected-usage.ts'
export { recordAiUsageEvents } from './record-ai-usage-events.ts'
