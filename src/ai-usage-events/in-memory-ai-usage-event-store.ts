import type { Identifiable } from '../definitions/index.ts'
import type { OptionNames } from '../foundation/index.ts'
import type { AiUsageContext, AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
import type {
  AiUsageCount,
  AiUsageDay,
  AiUsageEventStore,
  AiUsageFields,
  AiUsageQuery,
  AiUsageSelection,
  SelectedAiUsage,
} from './ai-usage-event-store.ts'
import { readsAllAges } from './all-ages.ts'
import { checkOptions } from './check-options.ts'
import { checkValues } from './check-values.ts'
import { comparedNumber, comparedText } from './compared-value.ts'
import { type Comparison, fieldValue, meets } from './comparison.ts'
import { copied, copyRow } from './copy-row.ts'
import { currentAiUsageEvents } from './current-ai-usage-events.ts'
import type { AiUsageField, Field, TableField } from './field.ts'
import { keepRows } from './keep-rows.ts'
import { keptId } from './kept-ids.ts'
import { IS_STORED, rowKey, storable } from './kept-rows.ts'
import { isExpired } from './months-before.ts'
import { readComparisons } from './read-comparisons.ts'
import { recordEvent } from './record-event.ts'
import type { AiUsageEventRegistry } from './registry.ts'
import { compareRows, readCount, readSelection } from './selection.ts'
import { functionCheck, registryCheck } from './value-checks.ts'

/** The options of a store. */
export interface AiUsageEventStoreOptions {
  /** Default: the events that tests use (`useAiUsageEvents`), or those of GitLab. */
  readonly registry?: AiUsageEventRegistry | (() => AiUsageEventRegistry) | undefined
  /** Called with the outcome of each event. */
  readonly onRecord?: ((record: AiUsageRecord) => void) | undefined
}

const TASK = 'make a store of AI usage events'

const OPTIONS: OptionNames<AiUsageEventStoreOptions> = { registry: true, onRecord: true }

/**
 * AI usage events in memory, by the rules of GitLab's table. Invalid events are not stored; of two
 * with the same user, namespace, event and time the first stays; rows older than three months are
 * gone. The real system says nothing of all that; here `records` do. Everything answers at once, as
 * no store with a database can.
 *
 * Source: `Ai::UsageEvent` and `Gitlab::Tracking::AiTracking` of GitLab.
 *
 * @example
 * ```ts
 * import { gt, InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * store.trackEvent('troubleshoot_job', { user: { id: 1 }, job: { id: 5, project: { id: 4 } } })
 * console.log(store.where({ userId: 1, 'payload.project_id': gt(1) }).length) // 1
 * ```
 */
export class InMemoryAiUsageEventStore implements AiUsageEventStore {
  readonly place: object = {}
  readonly #registry: () => AiUsageEventRegistry
  readonly #onRecord: (record: AiUsageRecord) => void
  readonly #activity = new Map<string, string>()
  #records: AiUsageRecord[] = []
  #rows = new Map<string, AiUsageEvent>()

  /** @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION` */
  constructor(options: AiUsageEventStoreOptions = {}) {
    checkOptions(TASK, options, OPTIONS)
    const { registry = currentAiUsageEvents, onRecord = () => {} } = options
    checkValues(TASK, [
      ...(typeof registry === 'function' ? [] : [registryCheck(registry)]),
      functionCheck('onRecord', onRecord),
    ])
    this.#registry = typeof registry === 'function' ? registry : () => registry
    this.#onRecord = onRecord
  }

  /** Copies of the rows that are kept, in the order in which they were stored. */
  get events(): AiUsageEvent[] {
    return this.keptRows().map(copyRow)
  }

  /** Copies of the outcomes of all tracked events, in order. */
  get records(): AiUsageRecord[] {
    return this.#records.map(({ row, ...rest }) => ({ ...rest, row: row && copyRow(row) }))
  }

  /** Tracks an event, and stores it if it is valid. */
  trackEvent(name: string, context: AiUsageContext): void {
    const registry = this.#registry()
    const record = this.keep(storable(recordEvent(registry, name, context)))
    this.#records.push(record)
    const { user } = context
    // The real system notes the activity even when the event is invalid.
    if (registry.find(name) && user != null) {
      this.#activity.set(String(user.id), new Date().toISOString().slice(0, 10))
    }
    this.#onRecord(record)
  }

  insert(rows: readonly AiUsageEvent[]): void {
    const registry = this.#registry()
    for (const { row, extras } of keepRows(rows, registry)) {
      const event = registry.nameOf(row.eventId)
      this.#store({ ...row, event, payload: JSON.parse(extras) })
    }
  }

  /**
   * Returns copies of the rows that match, in the order in which they were stored.
   *
   * @throws {AiUsageEventError} `INVALID_QUERY` for a field that rows do not have, and for a value
   *   that no field can have.
   */
  where(query: AiUsageQuery): AiUsageEvent[] {
    return this.#matching(readComparisons({ where: query }, this.#registry())).map(copyRow)
  }

  select<Field extends AiUsageField>(query: AiUsageFields<Field>): SelectedAiUsage<Field>[]
  select(query?: AiUsageSelection): AiUsageEvent[]
  select(query: AiUsageSelection = {}): unknown[] {
    const { comparisons, order, limit, offset, after, fields } = readSelection(
      query,
      this.#registry(),
    )
    const rows = this.#matching(comparisons)
      .filter((row) => after === undefined || compareRows(row, after, order) > 0)
      .sort((first, second) => compareRows(first, second, order))
      .slice(offset, limit === undefined ? undefined : offset + limit)
    return fields ? rows.map((row) => selected(row, fields)) : rows.map(copyRow)
  }

  count(query: AiUsageCount = {}): number {
    const { comparisons, distinct } = readCount(query, this.#registry())
    return countIn(this.#matching(comparisons), distinct)
  }

  countByDay(query: AiUsageCount = {}): AiUsageDay[] {
    const { comparisons, distinct } = readCount(query, this.#registry())
    const days = new Map<string, AiUsageEvent[]>()
    for (const row of this.#matching(comparisons)) {
      const day = row.timestamp.toISOString().slice(0, 10)
      const rows = days.get(day) ?? []
      days.set(day, rows)
      rows.push(row)
    }
    return [...days]
      .map(([day, rows]) => ({ day, count: countIn(rows, distinct) }))
      .filter(({ count }) => count > 0)
      .sort((first, second) => (first.day < second.day ? -1 : 1))
  }

  /** Returns the day (UTC) on which a user was last active, as `Ai::UserMetrics` notes it. */
  lastActivityOn({ id }: Identifiable): string | undefined {
    return this.#activity.get(String(id))
  }

  reset(): void {
    this.#records = []
    this.#rows = new Map()
    this.#activity.clear()
  }

  /** Stores the row of an event, and returns the outcome. */
  protected keep(record: AiUsageRecord): AiUsageRecord {
    const { name, row } = record
    if (!row) return record
    if (this.#store(row)) return record
    return { name, row: undefined, rejection: IS_STORED }
  }

  /** The rows themselves, those older than three months left out. */
  protected keptRows(): AiUsageEvent[] {
    const rows = [...this.#rows.values()]
    if (readsAllAges()) return rows
    const now = Date.now()
    return rows.filter(({ timestamp }) => !isExpired(timestamp.getTime(), now))
  }

  /** Stores a row as databases give it back, and tells whether it was not there before. */
  #store(row: AiUsageEvent): boolean {
    const key = rowKey(row)
    if (this.#rows.has(key)) return false
    const { microseconds, ...rest } = copyRow(row)
    this.#rows.set(key, {
      ...rest,
      userId: keptId(row.userId),
      namespaceId: keptId(row.namespaceId),
      ...(microseconds && { microseconds }),
    })
    return true
  }

  #matching(comparisons: readonly Comparison[]): AiUsageEvent[] {
    return this.keptRows().filter((row) => comparisons.every((each) => meets(row, each)))
  }
}

function selected(
  row: AiUsageEvent,
  fields: readonly (readonly [name: AiUsageField, field: Field])[],
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const value = fieldValue(row, field)
      return [name, field.path ? copied(value ?? null) : copied(value)]
    }),
  )
}

/** Counts rows, or the distinct values of a field. */
function countIn(rows: readonly AiUsageEvent[], distinct: TableField | undefined): number {
  if (distinct === undefined) return rows.length
  const values = rows.map((row) => distinctValue(fieldValue(row, distinct), distinct))
  return new Set(values.filter((value) => value !== undefined)).size
}

function distinctValue(value: unknown, { column }: TableField): string | number | undefined {
  if (value instanceof Date) return value.getTime()
  return column === undefined ? (comparedNumber(value) ?? comparedText(value)) : value?.toString()
}
