import { counted, messageOf, printText, startInterval, stopInterval } from '../foundation/index.ts'
import type { AiUsageContext, AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
import { type AiUsageEventBuffer, InMemoryAiUsageEventBuffer } from './ai-usage-event-buffer.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'
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
 * store keeps each row once, nothing is there twice. A row that the buffer does not take, since its
 * Redis is down, say, waits in the process, and the next flush stores it.
 *
 * Await `close()` before the process ends: rows that wait in it are lost otherwise, with a timer, too.
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
  readonly #onError: (error: unknown) => unknown
  readonly #timer: ReturnType<typeof startInterval> | undefined
  readonly #pushes = new Set<Promise<void>>()
  /** The rows that the buffer did not take. */
  readonly #notTaken = new InMemoryAiUsageEventBuffer()
  /** The reason why the buffer did not take the first of the rows that nobody has been told of. */
  #untold: { readonly error: unknown } | undefined
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
    this.#onError = onError
    if (flushEvery === undefined) return
    this.#timer = startInterval(() => void this.#flushByTimer(), flushEvery)
    // Rows that wait do not keep the process alive.
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

  /** Returns the number of rows that wait, in the buffer and in the process. */
  async pending(): Promise<number> {
    await Promise.all(this.#pushes)
    return this.#notTaken.size() + (await this.#buffer.size())
  }

  /**
   * Stores all rows that wait, batch by batch: those that the buffer did not take first.
   *
   * @throws what the store throws for the first batch that fails, which stays where it is with all
   *   after it; and what the buffer throws where its rows cannot be read.
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

  #push(tracked: AiUsageEvent): void {
    // The caller may change the row that it gets.
    const row = copyRow(tracked)
    const keep = (error: unknown) => {
      this.#notTaken.push(row)
      this.#untold ??= { error }
    }
    try {
      const pushed = this.#buffer.push(row)
      if (!pushed) return
      const noted: Promise<void> = pushed.catch(keep).finally(() => this.#pushes.delete(noted))
      this.#pushes.add(noted)
    } catch (error) {
      keep(error)
    }
  }

  async #flushByTimer(): Promise<void> {
    try {
      await this.flush()
    } catch (error) {
      await this.#tell(error)
    }
  }

  async #tell(error: unknown): Promise<void> {
    try {
      await this.#onError(error)
    } catch (thrown) {
      console.warn(
        `Failed to call onError of a writer of AI usage events: it threw ${printText(messageOf(thrown), 300)}. Handle the error in it, which was ${printText(messageOf(error), 300)}; the rows wait for the next flush.`,
      )
    }
  }

  async #flush(): Promise<void> {
    await Promise.all(this.#pushes)
    await this.#tellOfNotTaken()
    await this.#drain(this.#notTaken)
    await this.#drain(this.#buffer)
  }

  async #tellOfNotTaken(): Promise<void> {
    const untold = this.#untold
    if (!untold) return
    this.#untold = undefined
    const rows = counted(this.#notTaken.size(), 'row')
    await this.#tell(
      new AiUsageEventError(
        'BUFFER_FAILED',
        `Failed to put ${rows} of AI usage events into the buffer: it threw ${printText(messageOf(untold.error), 300)}. Mend the buffer; until then rows wait in this process alone, from where a flush stores them.`,
        { cause: untold.error },
      ),
    )
  }

  async #drain(buffer: AiUsageEventBuffer): Promise<void> {
    for (;;) {
      const rows = await buffer.first(this.#batchSize)
      if (rows.length === 0) return
      await this.#store.insert(rows)
      await buffer.remove(rows)
    }
  }
}
