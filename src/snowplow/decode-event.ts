import { printText, randomUuid } from '../foundation/index.ts'
import { atomicReason, fieldReasons } from './atomic/check-fields.ts'
import type { CollectedEvent } from './collected-event.ts'
import { EVENT_TYPES } from './event-types.ts'
import type { Reason } from './payload-data.ts'
import { gitlabContext } from './self-describing.ts'
import type { SnowplowPayload } from './snowplow-payload.ts'
import { CONTEXTS, type DataRules, UNSTRUCT_EVENT, unwrap } from './wrapper.ts'

/** An event, or the reasons why an item is none. */
export type DecodedEvent = { readonly event: CollectedEvent } | { readonly reasons: Reason[] }

/** Reads an item that has a type, or lists all the reasons why the pipeline would refuse it. */
export function decodeEvent(item: SnowplowPayload, rules: DataRules): DecodedEvent {
  const { e, eid } = item
  const type = EVENT_TYPES.get(e)
  const contexts = unwrap(item, CONTEXTS, rules)
  const unstruct = unwrap(item, UNSTRUCT_EVENT, rules)
  const reasons = [
    ...(typeof e === 'string' && type === undefined ? [unknownType(e)] : []),
    ...fieldReasons(item),
    ...contexts.reasons,
    ...unstruct.reasons,
  ]
  if (type === undefined || reasons.length > 0) return { reasons }
  const event: CollectedEvent = {
    id: typeof eid === 'string' ? eid.toLowerCase() : randomUuid(),
    type,
    payload: item,
    contexts: contexts.value,
    standardContext: gitlabContext(contexts.value, 'gitlab_standard'),
    aiContext: gitlabContext(contexts.value, 'ai_context'),
    servicePingContext: gitlabContext(contexts.value, 'gitlab_service_ping'),
    selfDescribing: unstruct.value[0],
  }
  return { event }
}

function unknownType(e: string): Reason {
  return atomicReason('e', 'event', `e is ${printText(e)}, which is not a type of event`)
}
