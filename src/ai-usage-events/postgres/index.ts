export {
  type AiUsageBackfill,
  type AiUsageBackfilled,
  backfillAiUsageEvents,
} from './backfill-ai-usage-events.ts'
export { PostgresAiUsageEventStore } from './postgres-ai-usage-event-store.ts'
export type { PostgresAiUsageEventStoreOptions } from './postgres-ai-usage-event-store-options.ts'
export type { PostgresClient } from './postgres-client.ts'
