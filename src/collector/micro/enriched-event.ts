import { VERSION } from '../../foundation/index.ts'
import type { CollectedEvent, EventType } from '../../snowplow/index.ts'
import { COLUMNS, FIELDS } from './enriched-columns.ts'
import type { GoodEntry, ReceivedRequest } from './stored-event.ts'

export type EnrichedEvent = Record<string, unknown>

const SNOWPLOW = 'com.snowplowanalytics.snowplow'

/** The names that the pipeline gives to events that do not describe themselves. */
const EVENT_NAMES: Readonly<Record<Exclude<EventType, 'unstruct'>, readonly [string, string]>> = {
  struct: ['com.google.analytics', 'event'],
  page_view: [SNOWPLOW, 'page_view'],
  page_ping: [SNOWPLOW, 'page_ping'],
  transaction: [SNOWPLOW, 'transaction'],
  transaction_item: [SNOWPLOW, 'transaction_item'],
}

/** Returns the schema of an event: its own, or the one that the pipeline gives it. */
export function schemaOf({ type, selfDescribing }: CollectedEvent): string | null {
  if (type === 'unstruct') return selfDescribing?.schema ?? null
  const [vendor, name] = EVENT_NAMES[type]
  return `iglu:${vendor}/${name}/jsonschema/1-0-0`
}

/** Makes the columns of an event as the pipeline would, without the data of enrichments. */
export function enrichedEvent({ event, request }: GoodEntry): EnrichedEvent {
  const [, vendor, name, format, version] =
    /^iglu:([^/]+)\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(schemaOf(event) ?? '') ?? []
  const columns = readColumns(event.payload, request)
  return {
    ...columns,
    event: event.type,
    derived_tstamp: derivedTime(columns, request.time),
    contexts:
      event.contexts.length > 0
        ? { schema: schema('contexts', '1-0-1'), data: event.contexts }
        : {},
    unstruct_event: event.selfDescribing
      ? { schema: schema('unstruct_event', '1-0-0'), data: event.selfDescribing }
      : null,
    derived_contexts: {},
    event_vendor: vendor ?? null,
    event_name: name ?? null,
    event_format: format ?? null,
    event_version: version ?? null,
  }
}

/** Reads the columns that fields of the wire become, also for an item that is not an event. */
export function readColumns(
  payload: Readonly<Record<string, unknown>>,
  request: ReceivedRequest,
): EnrichedEvent {
  const columns: EnrichedEvent = Object.fromEntries(COLUMNS.map((column) => [column, null]))
  columns['v_collector'] = `internal-events-testing-${VERSION}`
  columns['v_etl'] = columns['v_collector']
  columns['collector_tstamp'] = new Date(request.time).toISOString()
  columns['etl_tstamp'] = columns['collector_tstamp']
  columns['useragent'] = request.userAgent
  columns['user_ipaddress'] = request.ipAddress
  for (const [field, column, read] of FIELDS) {
    const text = payload[field]
    if (typeof text === 'string' && text !== '') columns[column] = read(text)
  }
  readUrl(columns, 'page', columns['page_url'])
  readUrl(columns, 'refr', columns['page_referrer'])
  return columns
}

function schema(name: string, version: string): string {
  return `iglu:${SNOWPLOW}/${name}/jsonschema/${version}`
}

function readUrl(columns: EnrichedEvent, prefix: 'page' | 'refr', url: unknown): void {
  if (typeof url !== 'string' || !URL.canParse(url)) return
  const { protocol, hostname, port, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  columns[`${prefix}_urlscheme`] = scheme
  columns[`${prefix}_urlhost`] = hostname
  columns[`${prefix}_urlport`] = Number(port) || (scheme === 'https' ? 443 : 80)
  columns[`${prefix}_urlpath`] = pathname
  columns[`${prefix}_urlquery`] = search.slice(1) || null
  columns[`${prefix}_urlfragment`] = hash.slice(1) || null
}

/** Estimates an event's time by the collector's clock: its arrival, less its wait on the device. */
function derivedTime(columns: EnrichedEvent, collected: number): string {
  const { true_tstamp: real, dvce_created_tstamp: created, dvce_sent_tstamp: sent } = columns
  if (typeof real === 'string') return real
  if (typeof created !== 'string' || typeof sent !== 'string') {
    return new Date(collected).toISOString()
  }
  const waited = Math.max(0, Date.parse(sent) - Date.parse(created))
  return new Date(collected - waited).toISOString()
}
