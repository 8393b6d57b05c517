import type { AiUsageRecord } from './ai-usage-event.ts'
import type { AiUsageEventBuffer } from './ai-usage-event-buffer.ts'
import type { AiUsageEventStore } from './ai-usage-event-store.ts'
import type { AiUsageEventRegistry } from './registry.ts'

/** The options of a writer. */
export interface AiUsageEventWriterOptions {
  /** The store that batches go to. */
  readonly store: AiUsageEventStore
  /** Default: the events of GitLab. */
  readonly registry?: AiUsageEventRegistry | undefined
  /** Where rows wait for the next batch. Default: in memory. */
  readonly buffer?: AiUsageEventBuffer | undefined
  /** The most rows of one batch. Default: 1,000, as in GitLab. */
  readonly batchSize?: number | undefined
  /** The time between two flushes, in milliseconds. Default: only `flush()` flushes. */
  readonly flushEvery?: number | undefined
  /** Called with the outcome of each event. */
  readonly onRecord?: ((record: AiUsageRecord) => void) | undefined
  /**
   * Called when a flush of the timer fails; its rows stay for the next. An error that it throws is a
   * warning, and ends neither the timer nor the process. Default: a warning.
   */
  readonly onError?: ((error: unknown) => void) | undefined
}
