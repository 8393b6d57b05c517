import {
  type AiUsageEvent,
  type AiUsageEventStore,
  AiUsageEventWriter,
  InMemoryAiUsageEventBuffer,
} from '../ai-usage-events/index.ts'
import { counted, messageOf, printText } from '../foundation/index.ts'
import { FakesError } from './fakes-error.ts'

/**
 * The outbox in which the rows that one test tracks for a store wait for a flush. Each test has its
 * own, so that rows of one test that cannot be stored fail no other.
 */
export class UsageOutbox {
  readonly #buffer = new InMemoryAiUsageEventBuffer()
  readonly #writer: AiUsageEventWriter
  /** The rows of which the test has heard that they could not be stored. */
  readonly #told = new WeakSet<AiUsageEvent>()

  constructor(store: AiUsageEventStore) {
    this.#writer = new AiUsageEventWriter({ store, buffer: this.#buffer })
  }

  push(row: AiUsageEvent): void {
    this.#buffer.push(row)
  }

  /** Stores all rows that wait, for a caller who tells the test of what the store throws. */
  async flush(): Promise<void> {
    const rows = this.#waiting()
    try {
      await this.flushUntold()
    } catch (error) {
      for (const row of rows) this.#told.add(row)
      throw error
    }
  }

  /** Stores all rows that wait, for a caller who may not tell the test of what the store throws. */
  async flushUntold(): Promise<void> {
    await this.#writer.flush()
  }

  /**
   * Stores what waits when its test ends. Rows of which the test has heard are not tried again.
   *
   * @throws {FakesError} `ROWS_NOT_STORED`
   */
  async end(): Promise<void> {
    if (this.#untold().length === 0) return
    try {
      await this.flushUntold()
    } catch (cause) {
      const lost = this.#untold()
      const names = [...new Set(lost.map(({ event }) => JSON.stringify(event)))]
      throw new FakesError(
        'ROWS_NOT_STORED',
        `Failed to store ${counted(lost.length, 'tracked AI usage event')}, ${names.join(', ')}: the store threw ${printText(messageOf(cause), 300)}. Mend the store, or await flushAiUsageEvents() before it is closed.`,
        { cause },
      )
    }
  }

  #waiting(): AiUsageEvent[] {
    return this.#buffer.first(this.#buffer.size())
  }

  #untold(): AiUsageEvent[] {
    return this.#waiting().filter((row) => !this.#told.has(row))
  }
}
