import packageJson from '../../package.json' with { type: 'json' }
import type { EventContext } from '../contexts/event-context.ts'
import type { ClientSettings } from './client-settings.ts'
import { encodeBase64 } from './encode-base64.ts'
import type { QueuedEvent } from './event-queue.ts'
import { type StructEvent, structFields } from './struct-event.ts'

const CONTEXTS = 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1'
const PAYLOAD_DATA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'

/** An event that is ready to be sent. Its id is the same in every attempt. */
export interface OutgoingEvent {
  readonly id: string
  readonly name: string
  /** The fields of its payload as JSON, without the contexts and the time at which it is sent. */
  readonly fields: string
  /** Its contexts as JSON. */
  readonly contexts: string
}

/** Makes the payload of an event, with the fields of Snowplow's Python tracker. */
export function outgoingEvent(
  id: string,
  event: StructEvent,
  contexts: readonly EventContext[],
  { appId = 'gitlab_ai_gateway', namespace = 'gl' }: ClientSettings,
): OutgoingEvent {
  const fields = {
    ...structFields(event),
    eid: id,
    dtm: String(Date.now()),
    tv: `js-internal-events-client-${packageJson.version}`,
    tna: namespace,
    aid: appId,
    p: 'pc',
  }
  return {
    id,
    name: event.action,
    fields: JSON.stringify(fields),
    contexts: JSON.stringify({ schema: CONTEXTS, data: contexts }),
  }
}

/** Makes the body of a request. All of its events have the same sent time. */
export function requestBody(events: readonly QueuedEvent[]): string {
  const sent = Date.now()
  const data = events.map(({ fields, contexts }) => {
    return `${fields.slice(0, -1)},"cx":"${encodeBase64(contexts)}","stm":"${sent}"}`
  })
  return `{"schema":"${PAYLOAD_DATA}","data":[${data}]}`
}
