import { isMapping, printText, Turn } from '../foundation/index.ts'
import type { Adapter, CollectorRequest, Item, RequestRules } from './adapters/adapter.ts'
import { forwardingAdapter, trackerAdapter } from './adapters/tracker-adapter.ts'
import { webhookAdapter } from './adapters/webhook-adapter.ts'
import type { CollectedEvent } from './collected-event.ts'
import { decodeEvent } from './decode-event.ts'
import { type SchemaOptions, SchemaRegistry } from './iglu/index.ts'
import type { Reason } from './payload-data.ts'
import { largerThan, type Unreadable, unreadable } from './read-body.ts'
import { MOST_LEVELS } from './self-describing.ts'

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
  /**
   * True takes requests that production refuses: bodies of any content type, in gzip, deflate or br,
   * to the path of any vendor, and JSON of up to 100 levels. By default they are bad rows.
   */
  readonly lenient?: boolean | undefined
}

export interface DecodedRequest {
  readonly events: readonly CollectedEvent[]
  readonly badRows: readonly BadRow[]
  /** True if the real pipeline would refuse the whole request, good items included. */
  readonly refused: boolean
  /** True if its body is larger than allowed. */
  readonly tooLarge: boolean
}

/** The kind of a request, by its path: `unknown` is a path that the pipeline does not know. */
export type Sender = 'tracker' | 'forwarding' | 'webhook' | 'unknown'

/** The largest body that is read by default. */
export const MAX_BYTES = 10_000_000

/** The levels of JSON that production takes. */
const LEVELS = 40

/** Reads the events of a request, in turns if there are many; `turn` has begun already. It never rejects. */
export type Decode = (
  request: CollectorRequest,
  sender: Sender,
  turn?: Turn,
) => Promise<DecodedRequest>

/**
 * Makes the function that reads the events of a request, good or bad as in production. A wrong item
 * becomes a bad row with its reasons, and the good items beside it are kept.
 *
 * Source: Snowplow's tracker protocol, its collector and enrich.
 *
 * @throws {SchemaError} when schemas cannot be read.
 */
export function createDecoder(
  { maxBytes = MAX_BYTES, lenient = false, ...schemas }: CollectorOptions,
  registry: SchemaRegistry = new SchemaRegistry(schemas),
): Decode {
  const rules = { maxBytes, lenient, levels: lenient ? MOST_LEVELS : LEVELS, registry }
  return async (request, sender, turn) => {
    const read = lenient && sender === 'unknown' ? trackerAdapter : ADAPTERS[sender]
    const { body } = request
    const items = body ? read({ ...request, body }, rules) : largerThan(maxBytes)
    return 'problem' in items
      ? refusedRequest(items)
      : decodeItems(items, request.method === 'POST', rules, turn)
  }
}

/** Makes the result for a request that cannot be read at all. */
export function refusedRequest({ problem, tooLarge }: Unreadable): DecodedRequest {
  const badRow = { reasons: [{ message: problem }], payload: undefined }
  return { events: [], badRows: [badRow], refused: true, tooLarge }
}

const ADAPTERS: Readonly<Record<Sender, Adapter>> = {
  tracker: trackerAdapter,
  forwarding: forwardingAdapter,
  webhook: webhookAdapter,
  unknown: ({ path }) =>
    unreadable(
      `the path ${printText(path)} is not one that the pipeline knows: trackers send to /com.snowplowanalytics.snowplow/tp2`,
    ),
}

/** The reasons that a bad row keeps: an item of megabytes may have a million. */
const MOST_REASONS = 100

function capReasons(reasons: readonly Reason[]): readonly Reason[] {
  const more = reasons.length - MOST_REASONS
  if (more <= 0) return reasons
  return [...reasons.slice(0, MOST_REASONS), { message: `and ${more} more` }]
}

/** The items of a request that are read; as many events are kept by default. */
const MOST_ITEMS = 100_000
/** The fields that all items may have. No body has more; a long query does, whose fields each has. */
const MOST_FIELDS = 2_000_000

async function decodeItems(
  items: Iterable<Item>,
  posted: boolean,
  rules: RequestRules & { readonly registry: SchemaRegistry },
  turn = new Turn(),
): Promise<DecodedRequest> {
  const events: CollectedEvent[] = []
  const badRows: BadRow[] = []
  let refused = false
  let fields = 0
  for (const item of items) {
    fields += isMapping(item.payload) ? Object.keys(item.payload).length : 0
    const excess = excessOf(events.length + badRows.length, fields)
    if (excess) {
      badRows.push(excess)
      break
    }
    if (turn.isOver) await turn.next()
    const decoded = decodeItem(item, rules)
    if ('event' in decoded) events.push(decoded.event)
    else badRows.push(decoded.badRow)
    refused ||= posted && item.reasons.length > 0
  }
  return { events, badRows, refused, tooLarge: false }
}

/** Returns the bad row that says that the rest was not read, where there is too much. */
function excessOf(items: number, fields: number): BadRow | undefined {
  if (items < MOST_ITEMS && fields <= MOST_FIELDS) return undefined
  const cause =
    items < MOST_ITEMS
      ? `the items of the request have more than ${MOST_FIELDS} fields`
      : `the request has more than ${MOST_ITEMS} items`
  return { reasons: [{ message: `${cause}, and the rest was not read` }], payload: undefined }
}

function decodeItem(
  { payload, reasons }: Item,
  rules: RequestRules & { readonly registry: SchemaRegistry },
): { readonly event: CollectedEvent } | { readonly badRow: BadRow } {
  const event = isMapping(payload) ? decodeEvent(payload, rules) : { reasons: [] }
  if ('event' in event && reasons.length === 0) return event
  const own = 'event' in event ? [] : event.reasons
  return { badRow: { reasons: capReasons([...reasons, ...own]), payload } }
}
