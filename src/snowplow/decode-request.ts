import { isMapping } from '../foundation/index.ts'
import { type SchemaOptions, SchemaRegistry } from './iglu/index.ts'
import { missingFields, payloadDataViolations, type Reason } from './payload-data.ts'
import { readBody, UnreadableBody } from './read-body.ts'
import {
  gitlabContext,
  isSelfDescribing,
  readEncodedJson,
  type SelfDescribing,
} from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'

/** A request as a collector receives it, from wherever. */
export interface CollectorRequest {
  readonly method: string
  /** Absolute, or a path with its query. */
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** What an event is, in the words of the enriched event. */
export type EventType =
  | 'struct'
  | 'unstruct'
  | 'page_view'
  | 'page_ping'
  | 'transaction'
  | 'transaction_item'

type ContextData = Readonly<Record<string, unknown>>

/** An event that arrived whole. */
export interface CollectedEvent {
  /** `eid`; trackers always send it. */
  readonly id: string | undefined
  readonly type: EventType
  /** The fields as they were sent. */
  readonly payload: SnowplowPayload
  readonly contexts: readonly SelfDescribing[]
  /** What GitLab's contexts `gitlab_standard`, `ai_context` and `gitlab_service_ping` say. */
  readonly standardContext: ContextData | undefined
  readonly aiContext: ContextData | undefined
  readonly servicePingContext: ContextData | undefined
  /** What a self-describing event (`unstruct`) is about. */
  readonly selfDescribing: SelfDescribing | undefined
}

/** An item, or a whole request, that is no event. */
export interface BadRow {
  readonly reasons: readonly Reason[]
  /** The item, where the request could be taken apart. */
  readonly payload: unknown
}

/** What a collector takes, and what it refuses. */
export interface CollectorOptions extends SchemaOptions {
  /** The largest body, decompressed, in bytes. Default: 10,000,000. */
  readonly maxBytes?: number | undefined
}

export interface DecodedRequest {
  readonly events: readonly CollectedEvent[]
  readonly badRows: readonly BadRow[]
  /** Whether the real pipeline would refuse the whole request, good items included. */
  readonly refused: boolean
  /** Whether its body is larger than allowed. */
  readonly tooLarge: boolean
}

const TYPES: ReadonlyMap<unknown, EventType> = new Map([
  ['se', 'struct'],
  ['ue', 'unstruct'],
  ['pv', 'page_view'],
  ['pp', 'page_ping'],
  ['tr', 'transaction'],
  ['ti', 'transaction_item'],
])
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const PAYLOAD_DATA = /^iglu:com\.snowplowanalytics\.snowplow\/payload_data\/jsonschema\//

/** The largest body that is read where nobody says otherwise. */
export const MAX_BYTES = 10_000_000

/** Reads the events of a request; it never throws. */
export type Decode = (request: CollectorRequest) => DecodedRequest

/**
 * Makes the function that reads the events of a request, GET or POST: what is wrong is a bad row
 * with its reasons, and what is good beside it is kept.
 *
 * Source: Snowplow's tracker protocol.
 *
 * @throws {SchemaError} when schemas cannot be read.
 */
export function createDecoder(
  { maxBytes = MAX_BYTES, ...schemas }: CollectorOptions,
  registry: SchemaRegistry = new SchemaRegistry(schemas),
): Decode {
  return (request) =>
    request.method === 'POST'
      ? decodePost(request, maxBytes, registry)
      : decodeGet(request, registry)
}

function decodeGet(request: CollectorRequest, registry: SchemaRegistry): DecodedRequest {
  const query = request.url.split('?').slice(1).join('?')
  const item = Object.fromEntries(new URLSearchParams(query))
  // The pipeline checks payload_data for POST alone.
  return { ...decodeItems([item], missingFields, registry), refused: false, tooLarge: false }
}

function decodePost(
  { body, headers }: CollectorRequest,
  maxBytes: number,
  registry: SchemaRegistry,
): DecodedRequest {
  let items: unknown[]
  try {
    items = readItems(readBody(body, headers, maxBytes))
  } catch (error) {
    const { message, tooLarge } = error as UnreadableBody
    return refusedRequest(message, tooLarge)
  }
  return { ...decodeItems(items, payloadDataViolations, registry), tooLarge: false }
}

/** A request of which nothing can be read. */
export function refusedRequest(message: string, tooLarge: boolean): DecodedRequest {
  return {
    events: [],
    badRows: [{ reasons: [{ message }], payload: undefined }],
    refused: true,
    tooLarge,
  }
}

/** The items of the envelope `payload_data`. */
function readItems(text: string): unknown[] {
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    throw new UnreadableBody(text === '' ? 'the body is empty' : 'the body is no JSON')
  }
  if (!isSelfDescribing(envelope)) {
    throw new UnreadableBody('the body is no object with schema and data')
  }
  if (!PAYLOAD_DATA.test(envelope.schema)) {
    throw new UnreadableBody(`the schema ${JSON.stringify(envelope.schema)} is not payload_data`)
  }
  if (!Array.isArray(envelope.data)) throw new UnreadableBody('data is no array')
  if (envelope.data.length === 0) throw new UnreadableBody('data holds no event')
  return envelope.data
}

function decodeItems(
  items: readonly unknown[],
  violations: (item: Readonly<Record<string, unknown>>) => Reason[],
  registry: SchemaRegistry,
): Omit<DecodedRequest, 'tooLarge'> {
  const events: CollectedEvent[] = []
  const badRows: BadRow[] = []
  let refused = false
  for (const item of items) {
    if (!isMapping(item)) {
      refused = true
      badRows.push({ reasons: [{ message: 'the item is no object' }], payload: item })
      continue
    }
    const reasons = violations(item)
    if (reasons.length > 0) refused = true
    const event = readEvent(item, reasons, registry)
    if (reasons.length > 0) badRows.push({ reasons, payload: item })
    else events.push(event)
  }
  return { events, badRows, refused }
}

/** Reads what it can, and adds to the reasons what is wrong. */
function readEvent(
  item: Readonly<Record<string, unknown>>,
  reasons: Reason[],
  registry: SchemaRegistry,
): CollectedEvent {
  const { e, eid } = item
  const type = TYPES.get(e)
  if (typeof e === 'string' && type === undefined) {
    reasons.push({ field: 'e', message: `e is ${JSON.stringify(e)}, which is no type of event` })
  }
  if (typeof eid === 'string' && !UUID.test(eid)) {
    reasons.push({ field: 'eid', message: 'eid is no UUID' })
  }
  const contexts = readContexts(item, reasons, registry)
  return {
    id: typeof eid === 'string' ? eid : undefined,
    type: type ?? 'struct',
    payload: item,
    contexts,
    standardContext: gitlabContext(contexts, 'gitlab_standard'),
    aiContext: gitlabContext(contexts, 'ai_context'),
    servicePingContext: gitlabContext(contexts, 'gitlab_service_ping'),
    selfDescribing: readSelfDescribing(item, type, reasons, registry),
  }
}

function readContexts(
  item: Readonly<Record<string, unknown>>,
  reasons: Reason[],
  registry: SchemaRegistry,
): readonly SelfDescribing[] {
  const field = item['cx'] === undefined ? 'co' : 'cx'
  const wrapper = readField(item, 'cx', 'co', reasons)
  if (!wrapper) return []
  const { data } = wrapper
  if (!Array.isArray(data) || !data.every(isSelfDescribing)) {
    reasons.push({ field, message: `${field} holds no list of contexts with schema and data` })
    return []
  }
  for (const context of data) checkData(context, field, reasons, registry)
  return data
}

function readSelfDescribing(
  item: Readonly<Record<string, unknown>>,
  type: EventType | undefined,
  reasons: Reason[],
  registry: SchemaRegistry,
): SelfDescribing | undefined {
  const field = item['ue_px'] === undefined ? 'ue_pr' : 'ue_px'
  if (type === 'unstruct' && item[field] === undefined) {
    reasons.push({ field: 'ue_px', message: 'neither ue_px nor ue_pr says what the event is' })
  }
  const wrapper = readField(item, 'ue_px', 'ue_pr', reasons)
  if (!wrapper) return undefined
  const { data } = wrapper
  if (!isSelfDescribing(data)) {
    reasons.push({ field, message: `${field} holds no event with schema and data` })
    return undefined
  }
  checkData(data, field, reasons, registry)
  return data
}

function readField(
  item: Readonly<Record<string, unknown>>,
  encoded: string,
  plain: string,
  reasons: Reason[],
): SelfDescribing | undefined {
  try {
    return readEncodedJson(item, encoded, plain)
  } catch (error) {
    const field = item[encoded] === undefined ? plain : encoded
    reasons.push({ field, message: (error as Error).message })
    return undefined
  }
}

function checkData(
  { schema, data }: SelfDescribing,
  field: string,
  reasons: Reason[],
  registry: SchemaRegistry,
): void {
  for (const { path, message } of registry.violations(schema, data)) {
    reasons.push({ field, schema, path, message: `${field}: ${path} of ${schema} ${message}` })
  }
}
