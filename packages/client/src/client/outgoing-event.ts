import packageJson from '../../package.json' with { type: 'json' }
import type { EventContext } from '../contexts/event-context.ts'
import type { ClientSettings } from './client-settings.ts'
import { type StructEvent, structFields } from './struct-event.ts'

const CONTEXTS = 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1'
const PAYLOAD_DATA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'

/** An event that waits to be sent. Its id is the same in every attempt. */
export interface OutgoingEvent {
  readonly id: string
  readonly name: string
  /** The fields of its payload as JSON, without the time at which it is sent. */
  readonly fields: string
  /** Its contexts as JSON: as base64 they would take a third more memory while they wait. */
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
    fields: asciiJson(fields),
    contexts: asciiJson({ schema: CONTEXTS, data: contexts }),
  }
}

/** Returns the bytes that an event takes while it waits. */
export function sizeOf({ fields, contexts }: OutgoingEvent): number {
  return fields.length + contexts.length
}

/** Makes the body of a request. All of its events have the same sent time. */
export function requestBody(events: readonly OutgoingEvent[]): string {
  const sent = Date.now()
  const data = events.map(({ fields, contexts }) => {
    const cx = btoa(contexts).replaceAll('+', '-').replaceAll('/', '_')
    return `${fields.slice(0, -1)},"cx":"${cx}","stm":"${sent}"}`
  })
  return `{"schema":"${PAYLOAD_DATA}","data":[${data}]}`
}

/** Text beyond ASCII is escaped: a character is a byte, and `btoa` takes no others. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
