/**
 * AI usage events in ClickHouse.
 *
 * @module internal-events-testing/clickhouse
 */
export {
  type ChdbSession,
  ClickHouseAiUsageEventStore,
  type ClickHouseAiUsageEventStoreOptions,
  type ClickHouseClient,
  type ClickHouseHttpClient,
} from '../ai-usage-events/clickhouse/index.ts'
