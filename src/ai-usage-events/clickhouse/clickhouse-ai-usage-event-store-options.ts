import type { AiUsageEventRegistry } from '../index.ts'

/** The options of a store in ClickHouse. */
export interface ClickHouseAiUsageEventStoreOptions {
  /** Default: the events that tests use (`useAiUsageEvents`), or those of GitLab. */
  readonly registry?: AiUsageEventRegistry | undefined
  /** The table, with its database where that is not the client's. Default: `ai_usage_events`. */
  readonly table?: string | undefined
  /**
   * `json` for a table that has a column `payload` of the type JSON (ClickHouse 25.3 or newer),
   * `text` for one that has the text alone. Queries of the store need the text alone. Default: `json`.
   */
  readonly payload?: 'json' | 'text' | undefined
  /**
   * Returns the path of a namespace: the ids from the topmost group to it, as `27/28/`. Default: its
   * own id alone.
   */
  readonly namespacePath?: ((namespaceId: number | string) => string) | undefined
  /** The time to wait for an answer, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
}
