import { isMapping } from '../foundation/index.ts'
import type { CollectedEvent } from './collected-event.ts'
import { decodeEvent } from './decode-event.ts'
import { type SchemaOptions, SchemaRegistry } from './iglu/index.ts'
import { missingFields, payloadDataViolations, type Reason } from './payload-data.ts'
import { type BodyHeaders, largerThan, readBody, type Unreadable, unreadable } from './read-body.ts'
import { isSelfDescribing } from './self-describing.ts'

/** A request as a collector receives it, through any door. */
export interface CollectorRequest {
  readonly method: string
  /** Absolute, or a path with its query. */
  readonly url: string
  readonly headers: BodyHeaders
  /** `undefined` if it was too large, and was discarded while it arrived. */
  readonly body: Uint8Array | undefined
}

/** An item, or a whole request, that is not an event. */
export interface BadRow {
  readonly reasons: readonly Reason[]
  /** The item, if the request could be taken apart. */
  readonly payload: unknown
}

/** The options that decide what a collector takes, and what it refuses. */
export interface CollectorOptions extends SchemaOptions {
  /** The largest body, decompressed, in bytes. Default: 10,000,000. */
  readonly maxBytes?: number | undefined
}

export interface DecodedRequest {
  readonly events: readonly CollectedEvent[]
  readonly badRows: readonly BadRow[]
  /** True if the real pipeline would refuse the whole request, good items included. */
  readonly refused: boolean
  /** True if its body is larger than allowed. */
  readonly tooLarge: boolean
}

const PAYLOAD_DATA = /^iglu:com\.snowplowanalytics\.snowplow\/payload_data\/jsonschema\//

/** The largest body that is read by default. */
export const MAX_BYTES = 10_000_000

/** Reads the events of a request; it never throws. */
export type Decode = (request: CollectorRequest) => DecodedRequest

/**
 * Makes the function that reads the events of a GET or POST request. A wrong item becomes a bad row
 * with its reasons, and the good items beside it are kept.
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
  // The pipeline checks payload_data only for POST.
  return { ...decodeItems([item], missingFields, registry), refused: false, tooLarge: false }
}

function decodePost(
  { body, headers }: CollectorRequest,
  maxBytes: number,
  registry: SchemaRegistry,
): DecodedRequest {
  const text = body ? readBody(body, headers, maxBytes) : largerThan(maxBytes)
  const items = typeof text === 'string' ? readItems(text) : text
  if ('problem' in items) {
    const { problem, tooLarge } = items
    const badRow = { reasons: [{ message: problem }], payload: undefined }
    return { events: [], badRows: [badRow], refused: true, tooLarge }
  }
  return { ...decodeItems(items, payloadDataViolations, registry), tooLarge: false }
}

/** Reads the items of the envelope `payload_data`. */
function readItems(text: string): readonly unknown[] | Unreadable {
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    return unreadable(text === '' ? 'the body is empty' : 'the body is not valid JSON')
  }
  if (!isSelfDescribing(envelope))
    return unreadable('the body is not an object with schema and data')
  const { schema, data } = envelope
  if (!PAYLOAD_DATA.test(schema)) {
    return unreadable(`the schema ${JSON.stringify(schema)} is not payload_data`)
  }
  if (!Array.isArray(data)) return unreadable('data is not an array')
  return data.length > 0 ? data : unreadable('data has no events')
}

function decodeItems(
  items: readonly unknown[],
  violationsOf: (item: Readonly<Record<string, unknown>>) => Reason[],
  registry: SchemaRegistry,
): Omit<DecodedRequest, 'tooLarge'> {
  const events: CollectedEvent[] = []
  const badRows: BadRow[] = []
  let refused = false
  for (const item of items) {
    if (!isMapping(item)) {
      refused = true
      badRows.push({ reasons: [{ message: 'the item is not an object' }], payload: item })
      continue
    }
    const violations = violationsOf(item)
    if (violations.length > 0) refused = true
    const { value: event, reasons } = decodeEvent(item, registry)
    if (violations.length + reasons.length === 0) events.push(event)
    else badRows.push({ reasons: [...violations, ...reasons], payload: item })
  }
  return { events, badRows, refused }
}
