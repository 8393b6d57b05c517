import type { CollectedEvent, EventType } from './collected-event.ts'
import type { SchemaRegistry } from './iglu/index.ts'
import type { Reason } from './payload-data.ts'
import {
  gitlabContext,
  isSelfDescribing,
  readEncodedJson,
  type SelfDescribing,
} from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'

/** What could be read, and all that is wrong with it. */
interface Decoded<Value> {
  readonly value: Value
  readonly reasons: readonly Reason[]
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
const NOT_SENT: Reason = {
  field: 'ue_px',
  message: 'neither ue_px nor ue_pr says what the event is',
}

/** Reads what it can of an item, with the reasons for which the item is not a good event. */
export function decodeEvent(
  item: SnowplowPayload,
  registry: SchemaRegistry,
): Decoded<CollectedEvent> {
  const { e, eid } = item
  const type = TYPES.get(e)
  const { value: contexts, reasons: ofContexts } = decodeContexts(item, registry)
  const { value: selfDescribing, reasons: ofEvent } = decodeSelfDescribing(item, registry)
  const isMissing =
    type === 'unstruct' && item['ue_px'] === undefined && item['ue_pr'] === undefined
  return {
    value: {
      id: typeof eid === 'string' ? eid : undefined,
      type: type ?? 'struct',
      payload: item,
      contexts,
      standardContext: gitlabContext(contexts, 'gitlab_standard'),
      aiContext: gitlabContext(contexts, 'ai_context'),
      servicePingContext: gitlabContext(contexts, 'gitlab_service_ping'),
      selfDescribing,
    },
    reasons: [
      ...(typeof e === 'string' && type === undefined
        ? [{ field: 'e', message: `e is ${JSON.stringify(e)}, which is no type of event` }]
        : []),
      ...(typeof eid === 'string' && !UUID.test(eid)
        ? [{ field: 'eid', message: 'eid is no UUID' }]
        : []),
      ...ofContexts,
      ...(isMissing ? [NOT_SENT] : []),
      ...ofEvent,
    ],
  }
}

function decodeContexts(
  item: SnowplowPayload,
  registry: SchemaRegistry,
): Decoded<readonly SelfDescribing[]> {
  const { field, value, problem } = readEncodedJson(item, 'cx', 'co')
  if (problem !== undefined) return { value: [], reasons: [{ field, message: problem }] }
  if (!value) return { value: [], reasons: [] }
  const { data } = value
  if (!Array.isArray(data) || !data.every(isSelfDescribing)) {
    const message = `${field} holds no list of contexts with schema and data`
    return { value: [], reasons: [{ field, message }] }
  }
  return { value: data, reasons: data.flatMap((context) => violations(context, field, registry)) }
}

function decodeSelfDescribing(
  item: SnowplowPayload,
  registry: SchemaRegistry,
): Decoded<SelfDescribing | undefined> {
  const { field, value, problem } = readEncodedJson(item, 'ue_px', 'ue_pr')
  if (problem !== undefined) return { value: undefined, reasons: [{ field, message: problem }] }
  if (!value) return { value: undefined, reasons: [] }
  const { data } = value
  if (!isSelfDescribing(data)) {
    const message = `${field} holds no event with schema and data`
    return { value: undefined, reasons: [{ field, message }] }
  }
  return { value: data, reasons: violations(data, field, registry) }
}

function violations(
  { schema, data }: SelfDescribing,
  field: string,
  registry: SchemaRegistry,
): Reason[] {
  return registry.violations(schema, data).map(({ path, message }) => ({
    field,
    schema,
    path,
    message: `${field}: ${path} of ${schema} ${message}`,
  }))
}
