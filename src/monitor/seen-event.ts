import { isMapping } from '../foundation/index.ts'
import { readContexts, readPayload, type SentEvent } from '../snowplow/index.ts'

/** An internal event as a collector has it. */
export interface SeenEvent {
  /** The same for every sending of the event. */
  readonly id: string
  /** The same for this sending alone. */
  readonly sending: string
  /** The time of its arrival, in ms since 1970. */
  readonly time: number
  readonly event: SentEvent
}

/** Reads an entry of `/micro/good`; `undefined` for one that carries no internal event. */
export function readSeenEvent(entry: unknown): SeenEvent | undefined {
  const { event: columns, rawEvent } = mapping(entry)
  const { event_id: given, collector_tstamp: stamp } = mapping(columns)
  const parameters = mapping(mapping(rawEvent)['parameters'])
  // GitLab's own stand-in for Micro does not fill the column.
  const id = given ?? parameters['eid']
  const event = readPayload(parameters, readContexts(parameters))
  if (typeof id !== 'string' || !event) return undefined
  return { id, sending: `${id} ${stamp}`, time: readTime(stamp), event }
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return isMapping(value) ? value : {}
}

function readTime(stamp: unknown): number {
  const time = typeof stamp === 'string' ? Date.parse(stamp) : Number.NaN
  return Number.isNaN(time) ? Date.now() : time
}
