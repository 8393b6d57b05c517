import type { AiUsageEvent, AiUsageEventRegistry } from '../index.ts'

/** The options of a store in PostgreSQL. */
export interface PostgresAiUsageEventStoreOptions {
  /** Default: the events that tests use (`useAiUsageEvents`), or those of GitLab. */
  readonly registry?: AiUsageEventRegistry | undefined
  /** The table, with its schema where it is not in the search path. Default: `ai_usage_events`. */
  readonly table?: string | undefined
  /**
   * The organization that rows belong to, or a function that returns that of a row, as GitLab has it
   * from the user. Default: 1, GitLab's first.
   */
  readonly organizationId?: number | ((row: AiUsageEvent) => number) | undefined
  /** The time to wait for an answer, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
}
