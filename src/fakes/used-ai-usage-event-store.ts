import {
  type AiUsageEvent,
  type AiUsageEventStore,
  AiUsageEventWriter,
  type AiUsageFilter,
  type AiUsageRecord,
  InMemoryAiUsageEventBuffer,
  rowKey,
  storable,
} from '../ai-usage-events/index.ts'
import { shared } from '../foundation/index.ts'

/** The user, the namespace, or both, that only one test has rows of, by their ids. */
export interface OwnAiUsage {
  readonly userId?: number | string
  readonly namespaceId?: number | string
}

const FIELDS = ['userId', 'namespaceId'] as const

/** What all tests that use one store share. */
interface Outbox {
  /** Where rows that tests track wait for a flush, as in GitLab. */
  readonly buffer: InMemoryAiUsageEventBuffer
  readonly writer: AiUsageEventWriter
  /** The keys of all rows that tests have tracked; rows with others come from other writers. */
  readonly tracked: Set<string>
}

const outboxes = () => shared('ai-usage-outboxes', () => new WeakMap<AiUsageEventStore, Outbox>())

/** A store of the user's own that tests write into and matchers read, or the part of it that is a test's. */
export class UsedAiUsageEventStore {
  readonly store: AiUsageEventStore
  readonly where: OwnAiUsage
  readonly #outbox: Outbox

  /** The query for the rows that are read. */
  get query(): AiUsageFilter {
    return { where: { ...this.where } }
  }

  constructor(store: AiUsageEventStore, where: OwnAiUsage) {
    this.store = store
    this.where = where
    this.#outbox = outboxOf(store)
  }

  /** Takes the row of a tracked event into the buffer, and returns the outcome. */
  push(tracked: AiUsageRecord): AiUsageRecord {
    const record = storable(tracked)
    if (record.row) {
      this.#outbox.tracked.add(rowKey(record.row))
      this.#outbox.buffer.push(record.row)
    }
    return record
  }

  /** Tells whether a test has tracked this row. */
  hasTracked(row: AiUsageEvent): boolean {
    return this.#outbox.tracked.has(rowKey(row))
  }

  async flush(): Promise<void> {
    await this.#outbox.writer.flush()
  }

  /** Tells whether rows of this part may be rows of the other, too. */
  overlaps({ store, where }: UsedAiUsageEventStore): boolean {
    const apart = FIELDS.some((field) => {
      const [one, other] = [this.where[field], where[field]]
      return one !== undefined && other !== undefined && String(one) !== String(other)
    })
    return store === this.store && !apart
  }

  /** Tells whether the row is of this part: a test may track for other users, too. */
  reads(row: AiUsageEvent): boolean {
    return FIELDS.every(
      (field) =>
        this.where[field] === undefined || String(row[field]) === String(this.where[field]),
    )
  }
}

function outboxOf(store: AiUsageEventStore): Outbox {
  const known = outboxes().get(store)
  if (known) return known
  const buffer = new InMemoryAiUsageEventBuffer()
  const outbox = {
    buffer,
    writer: new AiUsageEventWriter({ store, buffer }),
    tracked: new Set<string>(),
  }
  outboxes().set(store, outbox)
  return outbox
}
