/** The options of a buffer in Redis. */
export interface RedisAiUsageEventBufferOptions {
  /** The key of the list. Default: `internal-events-testing:ai_usage_events`. */
  readonly key?: string | undefined
  /** The time to wait for an answer, in milliseconds. Default: 2,000. */
  readonly timeout?: number | undefined
}
