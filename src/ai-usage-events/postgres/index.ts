export {
  PostgresAiUsageEventStore,
  type PostgresAiUsageEventStoreOptions,
} from './postgres-ai-usage-event-store.ts'
export type { PostgresClient } from './postgres-client.ts'
