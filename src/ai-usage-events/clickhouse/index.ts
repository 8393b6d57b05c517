export { ClickHouseAiUsageEventStore } from './clickhouse-ai-usage-event-store.ts'
export type { ClickHouseAiUsageEventStoreOptions } from './clickhouse-ai-usage-event-store-options.ts'
export type { ChdbSession, ClickHouseClient, ClickHouseHttpClient } from './clickhouse-client.ts'
