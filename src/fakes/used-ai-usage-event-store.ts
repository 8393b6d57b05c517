import {
  type AiUsageEvent,
  type AiUsageEventStore,
  type AiUsageFilter,
  type AiUsageRecord,
  rowKey,
  storable,
} from '../ai-usage-events/index.ts'
import { shared } from '../foundation/index.ts'
import { UsageOutbox } from './usage-outbox.ts'

/** The user, the namespace, or both, that only one test has rows of, by their ids. */
export interface OwnAiUsage {
  readonly userId?: number | string
  readonly namespaceId?: number | string
}

const FIELDS = ['userId', 'namespaceId'] as const

/** The keys of all rows that tests have tracked for a store; rows with others come from other writers. */
const trackedRows = () =>
  shared('ai-usage-rows-tracked', () => new WeakMap<AiUsageEventStore, Set<string>>())

/** A store of the user's own that tests write into and matchers read, or the part of it that is a test's. */
export class UsedAiUsageEventStore {
  readonly store: AiUsageEventStore
  readonly where: OwnAiUsage
  readonly #tracked: Set<string>

  /** The query for the rows that are read. */
  get query(): AiUsageFilter {
    return { where: { ...this.where } }
  }

  constructor(store: AiUsageEventStore, where: OwnAiUsage) {
    this.store = store
    this.where = where
    this.#tracked = trackedRows().get(store) ?? new Set()
    trackedRows().set(store, this.#tracked)
  }

  /** Takes the row of an event that a test tracked into the outbox of that test, and returns the outcome. */
  push(tracked: AiUsageRecord, outboxes: Map<AiUsageEventStore, UsageOutbox>): AiUsageRecord {
    const record = storable(tracked)
    if (record.row) {
      this.#tracked.add(rowKey(record.row))
      const outbox = outboxes.get(this.store) ?? new UsageOutbox(this.store)
      outboxes.set(this.store, outbox)
      outbox.push(record.row)
    }
    return record
  }

  /** Tells whether a test has tracked this row. */
  hasTracked(row: AiUsageEvent): boolean {
    return this.#tracked.has(rowKey(row))
  }

  /** Tells whether the row is of this part: a test may track for other users, too. */
  reads(row: AiUsageEvent): boolean {
    return FIELDS.every(
      (field) =>
        this.where[field] === undefined || String(row[field]) === String(this.where[field]),
    )
  }
}
