/** AI usage events in PostgreSQL. */
export {
  PostgresAiUsageEventStore,
  type PostgresAiUsageEventStoreOptions,
  type PostgresClient,
} from '../ai-usage-events/postgres/index.ts'
