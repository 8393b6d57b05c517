/** AI usage events in ClickHouse. */
export {
  type ChdbSession,
  ClickHouseAiUsageEventStore,
  type ClickHouseAiUsageEventStoreOptions,
  type ClickHouseClient,
  type ClickHouseHttpClient,
} from '../ai-usage-events/clickhouse/index.ts'
