import { isDate, isMapping, printGiven } from '../foundation/index.ts'
import type { AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
import { isEventId, isMicroseconds, MAX_EVENT, namespaceRefusal, userRefusal } from './kept-ids.ts'
import { keepPayload } from './kept-payload.ts'

/** The last time that ClickHouse's `DateTime64` has. */
export const MAX_TIME: number = Date.UTC(2300, 0) - 1

/** Tells why an id, or the time, of a row cannot be kept by every store. */
export function rowRefusal(row: AiUsageEvent): string | undefined {
  const { event, userId, namespaceId, eventId, timestamp, microseconds = 0 } = row
  const refusal =
    userRefusal(userId) ?? (namespaceId === undefined ? undefined : namespaceRefusal(namespaceId))
  if (refusal !== undefined) return refusal
  if (!isEventId(eventId)) {
    return `the event id ${printGiven(eventId)} is not a whole number from 0 to ${MAX_EVENT}`
  }
  if (typeof event !== 'string') return `event is ${printGiven(event)}, not a name`
  if (!isDate(timestamp)) return `timestamp is ${printGiven(timestamp)}, not a date`
  if (!isMicroseconds(microseconds)) {
    return `microseconds is ${printGiven(microseconds)}, not a whole number from 0 to 999`
  }
  return timeRefusal(timestamp.getTime())
}

/** Tells why a time, in ms, cannot be kept by every store. */
export function timeRefusal(time: number): string | undefined {
  if (Number.isNaN(time)) return 'timestamp is not a valid time'
  return time < 0 || time > MAX_TIME ? 'timestamp is not between 1970 and 2299' : undefined
}

/** Tells why a row cannot be kept by every store, or `undefined` if it can. */
export function refusalOf(row: AiUsageEvent): string | undefined {
  return keepRow(row).refusal
}

/** Returns the payload of a row as JSON, or tells why a store cannot keep the row. */
export function keepRow(row: AiUsageEvent): ReturnType<typeof keepPayload> {
  if (!isMapping(row)) return { refusal: `${printGiven(row)} is not a row` }
  const refusal = rowRefusal(row)
  return refusal === undefined ? keepPayload(row.payload) : { refusal }
}

/** The reason why the table keeps the first of two rows that have one key. */
export const IS_STORED: string =
  'a row with the same user, namespace, event and millisecond is already stored'

/** The fields that tell rows apart. */
export const KEY_FIELDS: ('eventId' | 'userId' | 'namespaceId' | 'timestamp' | 'microseconds')[] = [
  'eventId',
  'userId',
  'namespaceId',
  'timestamp',
  'microseconds',
]

/** Returns the text that tells a row apart from all others of the table. */
export function rowKey({
  namespaceId,
  userId,
  eventId,
  timestamp,
  microseconds = 0,
}: Pick<AiUsageEvent, (typeof KEY_FIELDS)[number]>): string {
  return `${namespaceId ?? ''}\n${userId}\n${eventId}\n${timestamp.getTime()}\n${microseconds}`
}

/** Refuses a row that a database cannot keep, which would fail its batch for ever. */
export function storable(record: AiUsageRecord): AiUsageRecord {
  const rejection = record.row && rowRefusal(record.row)
  return rejection === undefined ? record : { name: record.name, row: undefined, rejection }
}
