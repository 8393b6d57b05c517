import { isMapping } from '../definitions/index.ts'
import { isSelfDescribing, readEncodedJson, type SelfDescribing } from '../fakes/index.ts'
import type { SnowplowPayload } from '../tracking/index.ts'
import { missingFields, payloadDataViolations, type Reason } from './payload-data.ts'
import { readBody, UnreadableBody } from './read-body.ts'

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

/** An event that arrived whole. */
export interface CollectedEvent {
  /** `eid`; trackers always send it. */
  readonly id: string | undefined
  readonly type: EventType
  /** The fields as they were sent. */
  readonly payload: SnowplowPayload
  readonly contexts: readonly SelfDescribing[]
  /** What a self-describing event (`unstruct`) is about. */
  readonly selfDescribing: SelfDescribing | undefined
}

/** An item, or a whole request, that is no event. */
export interface BadRow {
  readonly reasons: readonly Reason[]
  /** The item, where the request could be taken apart. */
  readonly payload: unknown
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

/**
 * Reads the events of a request, GET or POST. It never throws: what is wrong is a bad row with its
 * reasons, and what is good beside it is kept.
 *
 * Source: Snowplow's tracker protocol.
 */
export function decodeRequest(request: CollectorRequest, maxBytes: number): DecodedRequest {
  if (request.method === 'POST') return decodePost(request, maxBytes)
  const query = request.url.split('?').slice(1).join('?')
  const item = Object.fromEntries(new URLSearchParams(query))
  // The pipeline checks payload_data for POST alone.
  return { ...decodeItems([item], missingFields), refused: false, tooLarge: false }
}

function decodePost({ body, headers }: CollectorRequest, maxBytes: number): DecodedRequest {
  let items: unknown[]
  try {
    items = readItems(readBody(body, headers, maxBytes))
  } catch (error) {
    const { message, tooLarge } = error as UnreadableBody
    return {
      events: [],
      badRows: [{ reasons: [{ message }], payload: undefined }],
      refused: true,
      tooLarge,
    }
  }
  return { ...decodeItems(items, payloadDataViolations), tooLarge: false }
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
    const event = readEvent(item, reasons)
    if (reasons.length > 0) badRows.push({ reasons, payload: item })
    else events.push(event)
  }
  return { events, badRows, refused }
}

/** Reads what it can, and adds to the reasons what is wrong. */
function readEvent(item: Readonly<Record<string, unknown>>, reasons: Reason[]): CollectedEvent {
  const { e, eid } = item
  const type = TYPES.get(e)
  if (typeof e === 'string' && type === undefined) {
    reasons.push({ field: 'e', message: `e is ${JSON.stringify(e)}, which is no type of event` })
  }
  if (typeof eid === 'string' && !UUID.test(eid)) {
    reasons.push({ field: 'eid', message: 'eid is no UUID' })
  }
  const read = (encoded: string, plain: string): SelfDescribing | undefined => {
    try {
      return readEncodedJson(item, encoded, plain)
    } catch (error) {
      const field = item[encoded] === undefined ? plain : encoded
      reasons.push({ field, message: (error as Error).message })
      return undefined
    }
  }
  const contexts = read('cx', 'co')?.data ?? []
  if (!Array.isArray(contexts) || !contexts.every(isSelfDescribing)) {
    const field = item['cx'] === undefined ? 'co' : 'cx'
    reasons.push({ field, message: `${field} holds no list of contexts with schema and data` })
  }
  const field = item['ue_px'] === undefined ? 'ue_pr' : 'ue_px'
  const wrapper = read('ue_px', 'ue_pr')
  if (type === 'unstruct' && item[field] === undefined) {
    reasons.push({ field: 'ue_px', message: 'neither ue_px nor ue_pr says what the event is' })
  }
  if (wrapper && !isSelfDescribing(wrapper.data)) {
    reasons.push({ field, message: `${field} holds no event with schema and data` })
  }
  return {
    id: typeof eid === 'string' ? eid : undefined,
    type: type ?? 'struct',
    payload: item,
    contexts: contexts as readonly SelfDescribing[],
    selfDescribing: wrapper?.data as SelfDescribing | undefined,
  }
}
