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
  /**
   * The buffer in which rows wait for the next batch. Default: in memory. Rows that it does not take
   * wait in memory.
   */
  readonly buffer?: AiUsageEventBuffer | undefined
  /** The most rows of one batch. Default: 1,000, as in GitLab. */
  readonly batchSize?: number | undefined
  /**
   * The time between two flushes, in milliseconds. The timer does not keep the process alive: await
   * `close()` when the service ends. Default: only `flush()` flushes.
   */
  readonly flushEvery?: number | undefined
  /** Called with the outcome of each event. */
  readonly onRecord?: ((record: AiUsageRecord) => void) | undefined
  /**
   * Called when a flush of the timer fails, whose rows stay for the next; and by each flush that finds
   * rows that the buffer did not take (`BUFFER_FAILED`). An error that it throws is a warning, and
   * ends neither the flush nor the process. Default: a warning.
   */
  readonly onError?: ((error: unknown) => void) | undefined
}
