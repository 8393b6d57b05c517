/**
 * AI usage events in PostgreSQL, and the backfill from there to ClickHouse.
 *
 * @module internal-events-testing/postgres
 */
export {
  type AiUsageBackfill,
  type AiUsageBackfilled,
  backfillAiUsageEvents,
  PostgresAiUsageEventStore,
  type PostgresAiUsageEventStoreOptions,
  type PostgresClient,
} from '../ai-usage-events/postgres/index.ts'
