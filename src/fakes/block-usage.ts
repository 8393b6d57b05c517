import {
  type AiUsageEvent,
  AiUsageEventError,
  type AiUsageRecord,
  IS_STORED,
  KEY_FIELDS,
  readAllAges,
  rowKey,
  selectedRows,
} from '../ai-usage-events/index.ts'
import { realTime } from '../foundation/index.ts'
import { flushUntoldUsage, flushUsage } from './flush-usage.ts'
import { registryOf } from './registry-of.ts'
import type { TestRun } from './test-run.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** The outcome of an AI usage event of a block. */
export interface BlockUsageRecord extends AiUsageRecord {
  /** True for a row that no test has tracked: another process, or a writer of its own, has. */
  readonly elsewhere?: true
}

/** The rows that came into a store of the user's own while a block ran. */
export class BlockUsage {
  readonly used: UsedAiUsageEventStore
  readonly #testRun: TestRun
  /** The parts of other blocks and tests that may have caused rows of other writers meanwhile. */
  readonly #others = new Set<UsedAiUsageEventStore>()
  #before = new Set<string>()
  #rows: readonly AiUsageEvent[] = []
  /** The real times (ms) at which the block began and ended. */
  #from = 0
  #to = 0
  /** False when rows may be in the store that could not be read. */
  #complete = true

  constructor(used: UsedAiUsageEventStore, testRun: TestRun) {
    this.used = used
    this.#testRun = testRun
  }

  /** Notes that another block or test uses this part of a store at the same time. */
  shareWith(other: UsedAiUsageEventStore): void {
    if (other.place === this.used.place) this.#others.add(other)
  }

  /** Tells whether another block or test may have caused this row of another writer. */
  isShared(row: AiUsageEvent): boolean {
    return [...this.#others].some((other) => other.reads(row))
  }

  /** Notes the rows that are there already. */
  async loadBefore(): Promise<void> {
    const { store, query, place } = this.used
    await flushUsage(this.#testRun, place)
    const read = () => store.select({ ...query, select: KEY_FIELDS })
    const rows = selectedRows(store, await readAllAges(read))
    this.#before = new Set(rows.map(rowKey))
    this.#from = realTime()
  }

  /** Reads the rows that have come. */
  async loadAfter(): Promise<void> {
    this.#to = realTime()
    await flushUsage(this.#testRun, this.used.place)
    this.#rows = await this.#newRows()
  }

  /**
   * Takes the rows that came after the block: those of its code, and those of other writers that
   * happened while it ran. Returns the latter.
   */
  async loadLate(): Promise<AiUsageEvent[]> {
    const known = new Set(this.#rows.map(rowKey))
    const now = await this.#newRowsUnlessClosed()
    this.#complete = now !== undefined
    const rows = (now ?? []).filter((row) => !known.has(rowKey(row)))
    const others = rows.filter((row) => {
      const time = row.timestamp.getTime()
      return !this.used.hasTracked(row) && time >= this.#from && time <= this.#to
    })
    this.#rows = [...this.#rows, ...rows.filter((row) => this.used.hasTracked(row)), ...others]
    return others
  }

  /** Returns the outcomes of what the block has tracked, as the store has them, and the rows of others. */
  records(tracked: readonly AiUsageRecord[]): BlockUsageRecord[] {
    const stored = new Map(this.#rows.map((row) => [rowKey(row), row]))
    const taken = new Set<string>()
    const others = this.#rows.filter((row) => !this.used.hasTracked(row))
    return [
      ...tracked.map((record) => this.#outcome(record, stored, taken)),
      ...others.map((row) => ({
        name: row.event,
        row,
        rejection: undefined,
        elsewhere: true as const,
      })),
    ]
  }

  #outcome(
    record: AiUsageRecord,
    stored: ReadonlyMap<string, AiUsageEvent>,
    taken: Set<string>,
  ): AiUsageRecord {
    const { name, row } = record
    // A block within this one may use another store.
    if (!row || !this.used.took(record)) return record
    const key = rowKey(row)
    const refuse = (rejection: string) => ({ name, row: undefined, rejection })
    if (taken.has(key) || this.#before.has(key)) return refuse(IS_STORED)
    taken.add(key)
    const kept = stored.get(key)
    // Ids as the code gave them: a database makes numbers of digits.
    if (kept) return { ...record, row: { ...row, payload: kept.payload } }
    return this.#complete && this.used.reads(row)
      ? refuse('it was flushed, but is not in the store')
      : record
  }

  /** A test may close its store before it ends, which gets no more rows then. */
  async #newRowsUnlessClosed(): Promise<AiUsageEvent[] | undefined> {
    try {
      await flushUntoldUsage(this.#testRun, this.used.place)
      return await this.#newRows()
    } catch (error) {
      if (error instanceof AiUsageEventError && error.code === 'STORE_FAILED') return undefined
      throw error
    }
  }

  async #newRows(): Promise<AiUsageEvent[]> {
    const { store, query } = this.used
    const rows = selectedRows(store, await readAllAges(() => store.select(query)))
    const registry = registryOf(this.#testRun)
    return (
      rows
        .filter((row) => !this.#before.has(rowKey(row)))
        // The store may have been made with another registry than the tests use.
        .map((row) => ({ ...row, event: registry.nameOf(row.eventId) }))
    )
  }
}
