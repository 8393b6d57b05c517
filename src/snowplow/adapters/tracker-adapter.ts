import { isMapping, printText } from '../../foundation/index.ts'
import { missingReason, payloadDataReasons } from '../payload-data.ts'
import { JSON_ONLY, readBody, type Unreadable, unreadable } from '../read-body.ts'
import { isSelfDescribing } from '../self-describing.ts'
import { criterion, isSnowplowSchema } from '../wrapper.ts'
import type { Adapter, Item, RequestRules, WholeRequest } from './adapter.ts'
import { readJson } from './read-json.ts'

/**
 * Reads what trackers send: an event in the query of a GET, or a list of events in `payload_data` by
 * POST, each overridden by the query.
 */
export const trackerAdapter: Adapter = (request, rules) => {
  // The pipeline checks payload_data only for POST.
  if (request.method !== 'POST') {
    const payload = readQuery(request.query)
    return [{ payload, reasons: missingReason('e', payload) }]
  }
  const data = readPayloadData(request, rules)
  if ('problem' in data) return data
  const query = request.query === '' ? undefined : readQuery(request.query)
  return readItems(data, query)
}

/** Reads what clients of GitLab post to an instance, which minds neither type nor encoding. */
export const forwardingAdapter: Adapter = (request, rules) =>
  trackerAdapter(request, { ...rules, lenient: true })

type Query = Readonly<Record<string, string>>

function readQuery(query: string): Query {
  return Object.fromEntries(new URLSearchParams(query))
}

function* readItems(items: readonly unknown[], query: Query | undefined): Generator<Item> {
  for (const item of items) yield readItem(item, query)
}

function readItem(item: unknown, query: Query | undefined): Item {
  return isMapping(item)
    ? { payload: query ? { ...item, ...query } : item, reasons: payloadDataReasons(item) }
    : { payload: item, reasons: [{ message: 'the item is not an object' }] }
}

function readPayloadData(
  { body, headers }: WholeRequest,
  { maxBytes, lenient, levels }: RequestRules,
): readonly unknown[] | Unreadable {
  const text = readBody(body, headers, { maxBytes, lenient, types: JSON_ONLY })
  if (typeof text !== 'string') return text
  const json = readJson(text, levels)
  if ('problem' in json) return json
  if (!isSelfDescribing(json.value)) {
    return unreadable('the body is not an object with schema and data')
  }
  const { schema, data } = json.value
  if (!isSnowplowSchema('payload_data', schema)) {
    return unreadable(
      `the body has the schema ${printText(schema)}, which is not ${criterion('payload_data')}`,
    )
  }
  if (!Array.isArray(data)) return unreadable('data is not an array')
  return data.length > 0 ? data : unreadable('data has no events')
}
