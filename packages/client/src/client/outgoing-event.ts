import packageJson from '../../package.json' with { type: 'json' }
import type { EventContext } from '../contexts/event-context.ts'
import { encodeBase64 } from './base64.ts'
import type { ClientSettings } from './client-settings.ts'
import { type StructEvent, structFields } from './struct-event.ts'

const CONTEXTS = 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0'
const PAYLOAD_DATA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'

/** An event that waits to be sent. Its id is the same in every attempt. */
export interface OutgoingEvent {
  readonly id: string
  readonly name: string
  /** Its payload as JSON, without the time at which it is sent. */
  readonly json: string
}

/** Makes the payload of an event, as Snowplow's Python tracker does. */
export function outgoingEvent(
  id: string,
  event: StructEvent,
  contexts: readonly EventContext[],
  { appId = 'gitlab_ai_gateway', namespace = 'gl' }: ClientSettings,
): OutgoingEvent {
  const payload = {
    ...structFields(event),
    eid: id,
    dtm: String(Date.now()),
    tv: `js-internal-events-client-${packageJson.version}`,
    tna: namespace,
    aid: appId,
    p: 'pc',
    cx: encodeBase64(JSON.stringify({ schema: CONTEXTS, data: contexts })),
  }
  return { id, name: event.action, json: JSON.stringify(payload) }
}

/** Makes the body of a request. All of its events have the same sent time. */
export function requestBody(events: readonly OutgoingEvent[]): string {
  const sent = `,"stm":"${Date.now()}"}`
  const data = events.map(({ json }) => json.slice(0, -1) + sent).join()
  return `{"schema":"${PAYLOAD_DATA}","data":[${data}]}`
}
