import {
  type AiUsageEvent,
  type AiUsageEventStore,
  type AiUsageFilter,
  type AiUsageRecord,
  rowKey,
  storable,
} from '../ai-usage-events/index.ts'
import { shared } from '../foundation/index.ts'
import { placeOf } from './place-of-store.ts'
import { UsageOutbox } from './usage-outbox.ts'

/** The user, the namespace, or both, that only one test has rows of, by their ids. */
export interface OwnAiUsage {
  readonly userId?: number | string
  readonly namespaceId?: number | string
}

const FIELDS = ['userId', 'namespaceId'] as const

/** All that tests have tracked for one place of rows. */
interface Tracked {
  readonly records: WeakSet<AiUsageRecord>
  /** The keys of all their rows; rows with others come from other writers. */
  readonly keys: Set<string>
}

const trackedByPlace = () => shared('ai-usage-tracked', () => new WeakMap<object, Tracked>())

/** A store of the user's own that tests write into and matchers read, or the part of it that is a test's. */
export class UsedAiUsageEventStore {
  readonly store: AiUsageEventStore
  readonly where: OwnAiUsage
  /** Stands for the rows: stores with the same one have the same rows. */
  readonly place: object
  readonly #tracked: Tracked

  /** The query for the rows that are read. */
  get query(): AiUsageFilter {
    return { where: { ...this.where } }
  }

  constructor(store: AiUsageEventStore, where: OwnAiUsage) {
    this.store = store
    this.where = where
    this.place = placeOf(store)
    this.#tracked = trackedByPlace().get(this.place) ?? { records: new WeakSet(), keys: new Set() }
    trackedByPlace().set(this.place, this.#tracked)
  }

  /** Tells whether this is the same part of the same store. */
  isSame({ store, where }: UsedAiUsageEventStore): boolean {
    return store === this.store && FIELDS.every((field) => where[field] === this.where[field])
  }

  /** Takes the row of an event that a test tracked into the outbox of that test, and returns the outcome. */
  push(tracked: AiUsageRecord, outboxes: Map<AiUsageEventStore, UsageOutbox>): AiUsageRecord {
    const record = storable(tracked)
    if (record.row) {
      this.#tracked.records.add(record)
      this.#tracked.keys.add(rowKey(record.row))
      const outbox = outboxes.get(this.store) ?? new UsageOutbox(this.store)
      outboxes.set(this.store, outbox)
      outbox.push(record.row)
    }
    return record
  }

  /** Tells whether this is the outcome of an event that was tracked for this place. */
  took(record: AiUsageRecord): boolean {
    return this.#tracked.records.has(record)
  }

  /** Tells whether a test has tracked this row. */
  hasTracked(row: AiUsageEvent): boolean {
    return this.#tracked.keys.has(rowKey(row))
  }

  /** Tells whether the row is of this part: a test may track for other users, too. */
  reads(row: AiUsageEvent): boolean {
    return FIELDS.every(
      (field) =>
        this.where[field] === undefined || String(row[field]) === String(this.where[field]),
    )
  }
}
