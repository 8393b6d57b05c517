import type { Awaitable } from '../counters/index.ts'
import type { AiUsageEvent } from './ai-usage-event.ts'

/** The place where rows wait for the next batch: memory, or a list in Redis. */
export interface AiUsageEventBuffer {
  /** Adds a row at the end. */
  push(row: AiUsageEvent): Awaitable<void>
  /** Returns the first rows, which stay. */
  first(limit: number): Awaitable<AiUsageEvent[]>
  /** Removes rows that `first` returned, once they are stored. */
  remove(rows: readonly AiUsageEvent[]): Awaitable<void>
  /** Returns the number of rows that wait. */
  size(): Awaitable<number>
}

/** Rows that wait in this process. */
export class InMemoryAiUsageEventBuffer implements AiUsageEventBuffer {
  #rows: AiUsageEvent[] = []

  push(row: AiUsageEvent): void {
    this.#rows.push(row)
  }

  first(limit: number): AiUsageEvent[] {
    return this.#rows.slice(0, limit)
  }

  remove(rows: readonly AiUsageEvent[]): void {
    let stored = 0
    // The rows among them that nobody else has removed are the first of the buffer.
    for (const row of rows) if (row === this.#rows[stored]) stored++
    this.#rows = this.#rows.slice(stored)
  }

  size(): number {
    return this.#rows.length
  }
}
