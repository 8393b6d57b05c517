import { messageOf, printText, startInterval, stopInterval } from '../foundation/index.ts'
import type { AiUsageContext, AiUsageRecord } from './ai-usage-event.ts'
import { type AiUsageEventBuffer, InMemoryAiUsageEventBuffer } from './ai-usage-event-buffer.ts'
import type { AiUsageEventStore } from './ai-usage-event-store.ts'
import type { AiUsageEventWriterOptions } from './ai-usage-event-writer-options.ts'
import { checkWriterOptions } from './check-writer-options.ts'
import { copyRow } from './copy-row.ts'
import { gitlabAiUsageEvents } from './gitlab-features.ts'
import { storable } from './kept-rows.ts'
import { recordEvent } from './record-event.ts'
import type { AiUsageEventRegistry } from './registry.ts'

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

  /** @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION` */
  constructor(options: AiUsageEventWriterOptions) {
    checkWriterOptions(options)
    const {
      store,
      registry = gitlabAiUsageEvents(),
      buffer = new InMemoryAiUsageEventBuffer(),
      batchSize = 1000,
      flushEvery,
      onRecord = () => {},
      onError = (error) => console.warn(messageOf(error)),
    } = options
    this.#store = store
    this.#registry = registry
    this.#buffer = buffer
    this.#batchSize = batchSize
    this.#onRecord = onRecord
    if (flushEvery === undefined) return
    this.#timer = startInterval(() => void this.#flushByTimer(onError), flushEvery)
    // What waits does not keep the process alive.
    this.#timer.unref?.()
  }

  /**
   * Puts the row of an event into the buffer, and returns it; or the reason why there is none.
   *
   * @throws {AiUsageEventError} `INVALID_PAYLOAD` where its transformation returns no object.
   */
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

  /** Stops the timer, and flushes. What is tracked after that waits for a flush: close it again. */
  async close(): Promise<void> {
    stopInterval(this.#timer)
    await this.flush()
  }

  #push(row: NonNullable<AiUsageRecord['row']>): void {
    // The caller may change the row that it gets.
    const pushed = this.#buffer.push(copyRow(row))
    if (!pushed) return
    const noted: Promise<void> = pushed
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#pushes.delete(noted))
    this.#pushes.add(noted)
  }

  async #flushByTimer(onError: (error: unknown) => unknown): Promise<void> {
    try {
      await this.flush()
    } catch (error) {
      try {
        await onError(error)
      } catch (thrown) {
        console.warn(
          `Failed to call onError of a writer of AI usage events: it threw ${printText(messageOf(thrown), 300)}. Handle the error in it, which was ${printText(messageOf(error), 300)}; the rows wait for the next flush.`,
        )
      }
    }
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
