export {
  type AiUsageBackfill,
  type AiUsageBackfilled,
  backfillAiUsageEvents,
} from './backfill-ai-usage-events.ts'
export {
  PostgresAiUsageEventStore,
  type PostgresAiUsageEventStoreOptions,
} from './postgres-ai-usage-event-store.ts'
export type { PostgresClient } from './postgres-client.ts'
