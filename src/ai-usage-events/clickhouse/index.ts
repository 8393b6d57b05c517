export {
  ClickHouseAiUsageEventStore,
  type ClickHouseAiUsageEventStoreOptions,
} from './clickhouse-ai-usage-event-store.ts'
export type { ChdbSession, ClickHouseClient, ClickHouseHttpClient } from './clickhouse-client.ts'
