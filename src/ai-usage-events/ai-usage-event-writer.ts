import { startInterval, stopInterval } from '../foundation/index.ts'
import type { AiUsageContext, AiUsageRecord } from './ai-usage-event.ts'
import { type AiUsageEventBuffer, InMemoryAiUsageEventBuffer } from './ai-usage-event-buffer.ts'
import type { AiUsageEventStore } from './ai-usage-event-store.ts'
import { gitlabAiUsageEvents } from './gitlab-features.ts'
import { storable } from './kept-rows.ts'
import { recordEvent } from './record-event.ts'
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
  /** Called when a flush of the timer fails; its rows stay for the next. Default: a warning. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/**
 * Tracks AI usage events as GitLab does: an event becomes a row, rows wait in a buffer, and a flush
 * stores them in batches. A batch that fails is kept, and sent again by the next flush; since a
 * store keeps each row once, nothing is there twice.
 *
 * Source: `Ai::UsageEvent#store_to_pg` and `UsageEvents::DumpWriteBufferCronWorker` of GitLab.
 *
 * @example
 * ```ts
 * import { AiUsageEventWriter, InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * const writer = new AiUsageEventWriter({ store })
 * writer.trackEvent('troubleshoot_job', { user: { id: 1 }, job: { id: 5 } })
 * await writer.flush()
 * console.log(store.count({ where: { event: 'troubleshoot_job' } })) // 1
 * ```
 */
export class AiUsageEventWriter {
  readonly #store: AiUsageEventStore
  readonly #registry: AiUsageEventRegistry
  readonly #buffer: AiUsageEventBuffer
  readonly #batchSize: number
  readonly #onRecord: (record: AiUsageRecord) => void
  readonly #timer: ReturnType<typeof startInterval> | undefined
  readonly #pushes = new Set<Promise<void>>()
  #failure: { readonly error: unknown } | undefined
  #flushing: Promise<void> = Promise.resolve()

  constructor({
    store,
    registry = gitlabAiUsageEvents(),
    buffer = new InMemoryAiUsageEventBuffer(),
    batchSize = 1000,
    flushEvery,
    onRecord = () => {},
    onError = (error) => console.warn((error as Error).message),
  }: AiUsageEventWriterOptions) {
    this.#store = store
    this.#registry = registry
    this.#buffer = buffer
    this.#batchSize = batchSize
    this.#onRecord = onRecord
    if (flushEvery === undefined) return
    this.#timer = startInterval(() => void this.flush().catch(onError), flushEvery)
    // What waits does not keep the process alive.
    this.#timer.unref?.()
  }

  /** Puts the row of an event into the buffer, and returns it; or the reason why there is none. */
  trackEvent(name: string, context: AiUsageContext): AiUsageRecord {
    const record = storable(recordEvent(this.#registry, name, context))
    if (record.row) this.#push(record.row)
    this.#onRecord(record)
    return record
  }

  /** Returns the number of rows that wait. */
  async pending(): Promise<number> {
    await Promise.all(this.#pushes)
    return await this.#buffer.size()
  }

  /**
   * Stores all rows that wait, batch by batch.
   *
   * @throws what the store throws for the first batch that fails, which stays in the buffer with
   *   all after it; and what the buffer threw for a row that it did not take.
   */
  flush(): Promise<void> {
    const flushed = this.#flushing.then(() => this.#flush())
    this.#flushing = flushed.catch(() => {})
    return flushed
  }

  /** Stops the timer, and flushes. */
  async close(): Promise<void> {
    stopInterval(this.#timer)
    await this.flush()
  }

  #push(row: NonNullable<AiUsageRecord['row']>): void {
    const pushed = this.#buffer.push(row)
    if (!pushed) return
    const noted: Promise<void> = pushed
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#pushes.delete(noted))
    this.#pushes.add(noted)
  }

  async #flush(): Promise<void> {
    await Promise.all(this.#pushes)
    const failure = this.#failure
    this.#failure = undefined
    if (failure) throw failure.error
    for (;;) {
      const rows = await this.#buffer.first(this.#batchSize)
      if (rows.length === 0) return
      await this.#store.insert(rows)
      await this.#buffer.remove(rows)
    }
  }
}
