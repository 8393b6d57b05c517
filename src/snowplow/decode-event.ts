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

/** The readable part of a field or an item, and its faults. */
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
const NO_CONTEXTS: Decoded<readonly SelfDescribing[]> = { value: [], reasons: [] }
const NO_EVENT: Decoded<undefined> = { value: undefined, reasons: [] }
const NOT_SENT: Decoded<undefined> = {
  value: undefined,
  reasons: [{ field: 'ue_px', message: 'ue_px and ue_pr are missing, so the event is unknown' }],
}

/** Reads as much of an item as it can, with the reasons why it is not a good event. */
export function decodeEvent(
  item: SnowplowPayload,
  registry: SchemaRegistry,
): Decoded<CollectedEvent> {
  const { e, eid } = item
  const type = TYPES.get(e)
  const contexts = decodeContexts(item, registry)
  const selfDescribing = decodeSelfDescribing(item, type === 'unstruct', registry)
  const reasons: Reason[] = []
  if (typeof e === 'string' && type === undefined) {
    reasons.push({ field: 'e', message: `e is ${JSON.stringify(e)}, which is not a type of event` })
  }
  if (typeof eid === 'string' && !UUID.test(eid)) {
    reasons.push({ field: 'eid', message: 'eid is not a valid UUID' })
  }
  reasons.push(...contexts.reasons, ...selfDescribing.reasons)
  return {
    value: {
      id: typeof eid === 'string' ? eid : undefined,
      type: type ?? 'struct',
      payload: item,
      contexts: contexts.value,
      standardContext: gitlabContext(contexts.value, 'gitlab_standard'),
      aiContext: gitlabContext(contexts.value, 'ai_context'),
      servicePingContext: gitlabContext(contexts.value, 'gitlab_service_ping'),
      selfDescribing: selfDescribing.value,
    },
    reasons,
  }
}

function decodeContexts(
  item: SnowplowPayload,
  registry: SchemaRegistry,
): Decoded<readonly SelfDescribing[]> {
  const { field, value, problem } = readEncodedJson(item, 'cx', 'co')
  if (problem !== undefined) return { value: [], reasons: [{ field, message: problem }] }
  if (!value) return NO_CONTEXTS
  const { data } = value
  if (!Array.isArray(data) || !data.every(isSelfDescribing)) {
    const message = `${field} does not hold a list of contexts with schema and data`
    return { value: [], reasons: [{ field, message }] }
  }
  return { value: data, reasons: violations(data, field, registry) }
}

function decodeSelfDescribing(
  item: SnowplowPayload,
  required: boolean,
  registry: SchemaRegistry,
): Decoded<SelfDescribing | undefined> {
  const { field, value, problem } = readEncodedJson(item, 'ue_px', 'ue_pr')
  if (problem !== undefined) return { value: undefined, reasons: [{ field, message: problem }] }
  if (!value) return required ? NOT_SENT : NO_EVENT
  const { data } = value
  if (!isSelfDescribing(data)) {
    const message = `${field} does not hold an event with schema and data`
    return { value: undefined, reasons: [{ field, message }] }
  }
  return { value: data, reasons: violations([data], field, registry) }
}

function violations(
  described: readonly SelfDescribing[],
  field: string,
  registry: SchemaRegistry,
): Reason[] {
  const reasons: Reason[] = []
  for (const { schema, data } of described) {
    for (const { path, message } of registry.violations(schema, data)) {
      reasons.push({ field, schema, path, message: `${field}: ${path} of ${schema} ${message}` })
    }
  }
  return reasons
}
