import { isMapping, printText, stringifyJson } from '../../foundation/index.ts'
import { isIgluUri } from '../iglu/index.ts'
import {
  FORM_TYPE,
  isType,
  JSON_ONLY,
  JSON_OR_FORM,
  readBody,
  type Unreadable,
  unreadable,
} from '../read-body.ts'
import { isSelfDescribing } from '../self-describing.ts'
import type { Adapter, Item, RequestRules, WholeRequest } from './adapter.ts'
import { readJson } from './read-json.ts'

type Query = Readonly<Record<string, string>>

/** The fields of a query that belong to the event itself. */
const FIELDS = ['nuid', 'aid', 'cv', 'eid', 'ttm', 'url']
/** The fields of a query that are not among the data of an event. */
const NO_DATA = new Set(['schema', 'nuid', 'aid', 'cv', 'p'])

/**
 * Reads what webhooks send: self-describing data as the body, or a schema in the query that
 * describes the body (JSON, a list of it, or a form) or the rest of the query.
 *
 * Source: the Iglu webhook of Snowplow.
 */
export const webhookAdapter: Adapter = (request, rules) => {
  const query = Object.fromEntries(new URLSearchParams(request.query))
  const { schema } = query
  if (schema !== undefined && !isIgluUri(schema)) {
    return unreadable(
      `the schema ${printText(schema)} is not an Iglu URI, such as iglu:com.acme/checkout/jsonschema/1-0-0`,
    )
  }
  if (request.method !== 'POST') {
    return schema === undefined
      ? unreadable('the query has no schema')
      : [eventOf(query, schema, dataOf(query))]
  }
  return schema === undefined
    ? readDescribed(request, query, rules)
    : readBare(request, query, schema, rules)
}

function readDescribed(
  { body, headers }: WholeRequest,
  query: Query,
  { maxBytes, lenient, levels }: RequestRules,
): readonly Item[] | Unreadable {
  const text = readBody(body, headers, { maxBytes, lenient, types: JSON_ONLY })
  if (typeof text !== 'string') return text
  const json = readJson(text, levels)
  if ('problem' in json) return json
  const { value } = json
  if (isSelfDescribing(value)) return [eventOf(query, value.schema, value.data)]
  return unreadable('the body is not an object with schema and data')
}

function readBare(
  { body, headers }: WholeRequest,
  query: Query,
  schema: string,
  { maxBytes, lenient, levels }: RequestRules,
): Iterable<Item> | Unreadable {
  const text = readBody(body, headers, { maxBytes, lenient, types: JSON_OR_FORM })
  if (typeof text !== 'string') return text
  if (isType(headers.get('content-type') ?? '', FORM_TYPE)) {
    return [eventOf(query, schema, Object.fromEntries(new URLSearchParams(text)), 'srv')]
  }
  const json = readJson(text, levels)
  if ('problem' in json) return json
  const { value } = json
  if (Array.isArray(value)) {
    if (value.length === 0) return unreadable('the body has no events')
    return eventsOf(query, schema, value)
  }
  if (!isMapping(value) || Object.keys(value).length === 0) {
    return unreadable('the body is not an object with keys')
  }
  return [eventOf(query, schema, value)]
}

function dataOf(query: Query): Record<string, unknown> {
  const data = Object.entries(query).filter(([key]) => !NO_DATA.has(key))
  return Object.fromEntries(data.map(([key, text]) => [key, text === '' ? null : text]))
}

function* eventsOf(query: Query, schema: string, list: readonly unknown[]): Generator<Item> {
  for (const data of list) yield eventOf(query, schema, data)
}

function eventOf(query: Query, schema: string, data: unknown, platform = 'app'): Item {
  const event = {
    schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
    data: { schema, data },
  }
  const own = Object.entries(query).filter(([key]) => FIELDS.includes(key))
  const payload = {
    tv: 'com.snowplowanalytics.iglu-v1',
    e: 'ue',
    p: query['p'] ?? platform,
    ue_pr: stringifyJson(event),
    ...Object.fromEntries(own),
  }
  return { payload, reasons: [] }
}
