import type { Identifiable } from '../definitions/index.ts'
import { isMapping } from '../foundation/index.ts'
import type { AiUsageContext, AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
import { type Condition, satisfies } from './conditions.ts'
import { gitlabAiUsageEvents } from './gitlab-features.ts'
import {
  AiUsageEventError,
  type AiUsageEventRegistry,
  type RegisteredAiUsageEvent,
} from './registry.ts'

/** A query for rows: all fields that are given have to match. */
export type AiUsageQuery = {
  readonly [Field in Exclude<keyof AiUsageEvent, 'payload'>]?: AiUsageEvent[Field] | Condition
} & { readonly [Field in `payload.${string}`]?: unknown }

/** The options of a store. */
export interface AiUsageEventStoreOptions {
  /** Default: the events of GitLab. */
  readonly registry?: AiUsageEventRegistry | (() => AiUsageEventRegistry) | undefined
  /** Called with the outcome of each event. */
  readonly onRecord?: ((record: AiUsageRecord) => void) | undefined
}

const MAX_PAYLOAD = 16 * 1024
const MONTHS = 3

/**
 * AI usage events in memory, by the rules of GitLab's table. Invalid events are not stored; of two
 * with the same user, namespace, event and millisecond the first stays; rows older than three
 * months are gone. The real system says nothing of all that; here `records` do.
 *
 * Source: `Ai::UsageEvent` and `Gitlab::Tracking::AiTracking` of GitLab.
 *
 * @example
 * ```ts
 * import { AiUsageEventStore, gt } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new AiUsageEventStore()
 * store.trackEvent('troubleshoot_job', { user: { id: 1 }, job: { id: 5, project: { id: 4 } } })
 * console.log(store.where({ userId: 1, 'payload.project_id': gt(1) }).length) // 1
 * ```
 */
export class AiUsageEventStore {
  readonly #registry: () => AiUsageEventRegistry
  readonly #onRecord: (record: AiUsageRecord) => void
  readonly #activity = new Map<number | string, string>()
  #records: AiUsageRecord[] = []
  #rows = new Map<string, AiUsageEvent>()

  constructor({
    registry = gitlabAiUsageEvents(),
    onRecord = () => {},
  }: AiUsageEventStoreOptions = {}) {
    this.#registry = typeof registry === 'function' ? registry : () => registry
    this.#onRecord = onRecord
  }

  /** The rows that are kept, in the order in which they were stored. */
  get events(): AiUsageEvent[] {
    const oldest = monthsBefore(Date.now())
    return [...this.#rows.values()].filter(({ timestamp }) => timestamp.getTime() >= oldest)
  }

  /** The outcomes of all tracked events, in order. */
  get records(): AiUsageRecord[] {
    return [...this.#records]
  }

  /** Tracks an event, and stores it if it is valid. */
  trackEvent(name: string, context: AiUsageContext): void {
    const registered = this.#registry().find(name)
    const record = registered
      ? this.#store(registered, context)
      : { name, row: undefined, rejection: 'no feature has registered it' }
    this.#records.push(record)
    const { user } = context
    // The real system notes the activity even when the event is invalid.
    if (registered && user != null) {
      this.#activity.set(user.id, new Date().toISOString().slice(0, 10))
    }
    this.#onRecord(record)
  }

  /**
   * Returns the rows that match, in the order in which they were stored.
   *
   * @throws {AiUsageEventError} `INVALID_QUERY` for a field that rows do not have.
   */
  where(query: AiUsageQuery): AiUsageEvent[] {
    const wanted = Object.entries(query)
    const wrong = wanted.find(([field]) => !FIELDS.has(field) && !field.startsWith('payload.'))
    if (wrong) {
      throw new AiUsageEventError(
        'INVALID_QUERY',
        `Failed to query AI usage events: there is no field ${wrong[0]}. Fields are ${[...FIELDS].join(', ')} and payload.<name>.`,
      )
    }
    return this.events.filter((row) =>
      wanted.every(([field, value]) => satisfies(fieldOf(row, field), value)),
    )
  }

  /** Returns the day (UTC) on which a user was last active, as `Ai::UserMetrics` notes it. */
  lastActivityOn({ id }: Identifiable): string | undefined {
    return this.#activity.get(id)
  }

  reset(): void {
    this.#records = []
    this.#rows = new Map()
    this.#activity.clear()
  }

  #store(registered: RegisteredAiUsageEvent, context: AiUsageContext): AiUsageRecord {
    const { name, id, deprecated, transform } = registered
    const refuse = (rejection: string): AiUsageRecord => ({ name, row: undefined, rejection })
    const timestamp = timeOf(context.timestamp)
    const { namespace_id: explicit, ...extras } = transform(context)
    const payload = withNulls(extras)
    const namespaceId = (explicit as number | string | undefined) ?? namespaceOf(context)
    if (deprecated) return refuse('event is read-only')
    if (context.user == null) return refuse("user can't be blank")
    if (Number.isNaN(timestamp)) return refuse('timestamp is not a valid time')
    if (timestamp < monthsBefore(Date.now())) {
      return refuse('timestamp must be 3 months old at the most')
    }
    const size = new TextEncoder().encode(JSON.stringify(payload)).length
    if (size > MAX_PAYLOAD) return refuse(`extras have ${size} bytes, more than 16 kB`)

    const userId = context.user.id
    const key = JSON.stringify([namespaceId, userId, id, timestamp])
    if (this.#rows.has(key)) {
      return refuse('a row with the same user, namespace, event and millisecond is already stored')
    }
    const row = {
      event: name,
      eventId: id,
      userId,
      namespaceId,
      timestamp: new Date(timestamp),
      payload: copied(payload),
    }
    this.#rows.set(key, row)
    return { name, row, rejection: undefined }
  }
}

/** Returns extras as the table keeps them: what has no value is null, as nil is there. */
function withNulls(extras: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extras).map(([key, value]) => [key, value ?? null]))
}

/** Copies lists and plain objects, of which the code that tracked may keep parts. */
function copied<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied) as Value
  if (!isMapping(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, copied(own)])) as Value
}

const FIELDS: ReadonlySet<string> = new Set<keyof AiUsageEvent>([
  'event',
  'eventId',
  'userId',
  'namespaceId',
  'timestamp',
])

function fieldOf(row: AiUsageEvent, field: string): unknown {
  if (!field.startsWith('payload.')) return row[field as keyof AiUsageEvent]
  const name = field.slice('payload.'.length)
  return Object.hasOwn(row.payload, name) ? row.payload[name] : undefined
}

/** Returns whole milliseconds; `NaN` for a value that is not a valid time. */
function timeOf(timestamp: AiUsageContext['timestamp']): number {
  return timestamp == null ? Date.now() : Math.floor(new Date(timestamp).getTime())
}

/** Returns the namespace's id; a project says more than the namespace that it lies in. */
function namespaceOf({ project, namespace }: AiUsageContext): number | string | undefined {
  return (project?.projectNamespace ?? project?.namespace ?? namespace)?.id
}

/** Returns the time three months ago by the calendar; in a shorter month, at most its last day. */
function monthsBefore(time: number): number {
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - MONTHS)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.setUTCDate(Math.min(day, last))
}
