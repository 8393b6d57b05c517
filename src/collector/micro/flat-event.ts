import { isMapping } from '../../foundation/index.ts'
import { readIgluUri } from '../../snowplow/iglu/index.ts'
import { EVENT_TYPES, readContexts, readSelfDescribing } from '../../snowplow/index.ts'
import { type EnrichedEvent, enrichedEvent } from './enriched-event.ts'
import type { BadEntry, Entry, GoodEntry } from './stored-event.ts'

/** Tells whether an entry is an event, good or failed; bytes that are not one are bad rows alone. */
export function isEvent(entry: Entry): boolean {
  return entry.kind === 'good' || isMapping(entry.row.payload)
}

/**
 * Makes one flat object of an event, as Snowplow's analytics SDKs do: contexts and self-describing
 * data are columns of their own. A failed event has its failures among its contexts.
 */
export function flatEvent(entry: Entry): EnrichedEvent {
  const { contexts: _, unstruct_event: __, derived_contexts: ___, ...columns } = columnsOf(entry)
  return { ...columns, ...describedColumns(entry) }
}

/** Makes the columns that every event has, as far as they can be read of a failed one. */
export function columnsOf(entry: Entry): EnrichedEvent {
  return enrichedEvent(entry.kind === 'good' ? entry : filledEntry(entry))
}

/** Makes the columns of an event's contexts and of its self-describing data. */
export function describedColumns(entry: Entry): EnrichedEvent {
  const { event } = entry.kind === 'good' ? entry : filledEntry(entry)
  const described: EnrichedEvent = entry.kind === 'good' ? {} : { [FAILURES]: failures(entry) }
  for (const { schema, data } of event.contexts) {
    const column = columnOf('contexts', schema)
    described[column] = [...((described[column] as unknown[] | undefined) ?? []), data]
  }
  const { selfDescribing } = event
  if (selfDescribing) {
    described[columnOf('unstruct_event', selfDescribing.schema)] = selfDescribing.data
  }
  return described
}

const FAILURES = 'contexts_com_snowplowanalytics_snowplow_failure_1'
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Makes as much of an event as can be read of one that failed, without the data that is to blame. */
function filledEntry({ request, row, sequence, size }: BadEntry): GoodEntry {
  const payload = isMapping(row.payload) ? row.payload : {}
  const { eid } = payload
  const id = typeof eid === 'string' && UUID.test(eid) ? eid : generatedId(request.time, sequence)
  const blamed = new Set(row.reasons.map(({ schema }) => schema))
  const selfDescribing = readSelfDescribing(payload)
  const event = {
    id,
    type: EVENT_TYPES.get(payload['e']) ?? 'struct',
    payload: { ...payload, eid: id },
    contexts: readContexts(payload).filter(({ schema }) => !blamed.has(schema)),
    standardContext: undefined,
    aiContext: undefined,
    servicePingContext: undefined,
    selfDescribing: blamed.has(selfDescribing?.schema) ? undefined : selfDescribing,
  }
  return { kind: 'good', sequence, size, request, event }
}

/** Makes an id that stays the same from one answer to the next. */
function generatedId(time: number, sequence: number): string {
  const start = time.toString(16).padStart(12, '0').slice(-12)
  const end = sequence.toString(16).padStart(12, '0').slice(-12)
  return `${start.slice(0, 8)}-${start.slice(8)}-4000-8000-${end}`
}

function failures({ request, row }: BadEntry): unknown[] {
  return row.reasons.map(({ message, schema, field }) => ({
    failureType: schema === undefined ? 'TrackerProtocolViolation' : 'ValidationError',
    errors: [{ message, source: field ?? null }],
    schema: schema ?? null,
    data: null,
    componentName: 'internal-events-testing',
    timestamp: new Date(request.time).toISOString(),
  }))
}

/** Returns `contexts_com_acme_my_context_1` for `iglu:com.acme/myContext/jsonschema/1-0-2`. */
function columnOf(prefix: string, schema: string): string {
  const { vendor = '', name = '', version = '' } = readIgluUri(schema) ?? {}
  const [model] = version.split('-')
  const snake = (text: string) =>
    text
      .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
      .replaceAll(/[^a-z\d]+/gi, '_')
      .toLowerCase()
  return `${prefix}_${snake(vendor)}_${snake(name)}_${model}`
}
