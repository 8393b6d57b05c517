import { isMapping, stringifyJson } from '../../foundation/index.ts'
import { readIgluUri } from '../../snowplow/iglu/index.ts'
import { type EnrichedEvent, enrichedEvent, readColumns, schemaOf } from './enriched-event.ts'
import type { BadEntry, Entry, GoodEntry, ReceivedRequest } from './stored-event.ts'

/** An event's request as Micro shows it, with the fields as they were sent. */
export interface RawEvent {
  readonly api: { readonly vendor: string; readonly version: string }
  readonly parameters: Readonly<Record<string, unknown>>
  readonly contentType: string | null
  readonly source: { readonly name: string; readonly encoding: string; readonly hostname: string }
  readonly context: {
    readonly timestamp: string
    readonly ipAddress: string
    readonly useragent: string | null
    readonly refererUri: string | null
    readonly headers: readonly string[]
    readonly userId: string
  }
}

/** An entry of `/micro/good`. */
export interface GoodEvent {
  readonly rawEvent: RawEvent
  readonly eventType: string
  readonly schema: string | null
  readonly contexts: readonly string[]
  readonly event: EnrichedEvent
  readonly incomplete: boolean
}

/** An entry of `/micro/bad`. Errors are JSON from the second on. */
export interface BadEvent {
  readonly collectorPayload: Readonly<Record<string, unknown>> | null
  readonly rawEvent: RawEvent | null
  readonly errors: readonly string[]
}

export function goodEvent(entry: GoodEntry): GoodEvent {
  const { event, request } = entry
  return {
    rawEvent: rawEvent(request, event.payload),
    eventType: event.type,
    schema: schemaOf(event),
    contexts: event.contexts.map(({ schema }) => schema),
    event: enrichedEvent(entry),
    incomplete: false,
  }
}

export function badEvent({ request, row }: BadEntry): BadEvent {
  const payload = isMapping(row.payload) ? row.payload : undefined
  const invalid = row.reasons.every(({ schema }) => schema !== undefined)
  const kind = invalid
    ? 'schema_violations/jsonschema/2-0-0'
    : 'tracker_protocol_violations/jsonschema/1-0-0'
  const detail = {
    schema: `iglu:com.snowplowanalytics.snowplow.badrows/${kind}`,
    data: {
      failure: { timestamp: new Date(request.time).toISOString(), messages: row.reasons },
      payload: row.payload ?? null,
    },
  }
  const { api, contentType, source, context } = rawEvent(request, {})
  return {
    collectorPayload: { api, contentType, source, context },
    rawEvent: payload ? rawEvent(request, payload) : null,
    errors: [
      payload
        ? 'Error while validating the event.'
        : 'Error while extracting event(s) from collector payload and validating it/them.',
      stringifyJson(detail),
    ],
  }
}

/**
 * Makes one flat object of an event, as Snowplow's analytics SDKs do: contexts and self-describing
 * data are columns of their own. A failed event has its failure among its contexts.
 */
export function flatEvent(entry: Entry): EnrichedEvent {
  if (entry.kind === 'bad') return failedEvent(entry)
  const {
    contexts: _,
    unstruct_event: __,
    derived_contexts: ___,
    ...columns
  } = enrichedEvent(entry)
  const { contexts, selfDescribing } = entry.event
  for (const { schema, data } of contexts) {
    const column = columnOf('contexts', schema)
    columns[column] = [...((columns[column] as unknown[] | undefined) ?? []), data]
  }
  if (selfDescribing) {
    columns[columnOf('unstruct_event', selfDescribing.schema)] = selfDescribing.data
  }
  return columns
}

function failedEvent({ request, row }: BadEntry): EnrichedEvent {
  const columns = readColumns(isMapping(row.payload) ? row.payload : {}, request)
  columns['contexts_com_snowplowanalytics_snowplow_failure_1'] = row.reasons.map(
    ({ message, schema, field }) => ({
      failureType: schema === undefined ? 'TrackerProtocolViolation' : 'ValidationError',
      errors: [{ message, source: field ?? null }],
      schema: schema ?? null,
      data: null,
      componentName: 'internal-events-testing',
      timestamp: new Date(request.time).toISOString(),
    }),
  )
  return columns
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

function rawEvent(
  request: ReceivedRequest,
  parameters: Readonly<Record<string, unknown>>,
): RawEvent {
  const { vendor, version, contentType, hostname, time, ipAddress, userAgent, referer } = request
  return {
    api: { vendor, version },
    parameters,
    contentType,
    source: { name: 'internal-events-testing', encoding: 'UTF-8', hostname },
    context: {
      timestamp: new Date(time).toISOString(),
      ipAddress,
      useragent: userAgent,
      refererUri: referer,
      headers: request.headers,
      userId: request.networkUserId,
    },
  }
}
