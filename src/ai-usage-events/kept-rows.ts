import { isDate, isMapping, printGiven } from '../foundation/index.ts'
import type { AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
import { keepPayload } from './kept-payload.ts'

const DIGITS = /^(?:0|[1-9]\d{0,18})$/
/** The greatest id of PostgreSQL's `bigint`. */
const MAX_ID = 2n ** 63n - 1n
/** The greatest id of an event, a `smallint`. */
export const MAX_EVENT: number = 2 ** 15 - 1
/** The last time that ClickHouse's `DateTime64` has. */
export const MAX_TIME: number = Date.UTC(2300, 0) - 1

/** Tells why an id, or the time, of a row cannot be kept by every store. */
function rowRefusal(row: AiUsageEvent): string | undefined {
  const { event, userId, namespaceId, eventId, timestamp, microseconds = 0 } = row
  if (!isId(userId)) return `the user id ${printGiven(userId)} is not a whole number of 64 bits`
  if (namespaceId !== undefined && (!isId(namespaceId) || Number(namespaceId) === 0)) {
    return `the namespace id ${printGiven(namespaceId)} is not a positive whole number of 64 bits`
  }
  if (!isEventId(eventId)) {
    return `the event id ${printGiven(eventId)} is not a whole number of 16 bits`
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

/** Tells whether a value is the part of a time beyond the millisecond. */
export function isMicroseconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 999
}

/** Tells whether a text is an id as databases write it: the digits of a whole number of 64 bits. */
export function isStoredId(digits: string): boolean {
  return DIGITS.test(digits) && BigInt(digits) <= MAX_ID
}

/** Refuses a row that a database cannot keep, which would fail its batch for ever. */
export function storable(record: AiUsageRecord): AiUsageRecord {
  const rejection = record.row && rowRefusal(record.row)
  return rejection === undefined ? record : { name: record.name, row: undefined, rejection }
}

/** Tells whether a value is the id of an event. */
export function isEventId(id: unknown): id is number {
  return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= MAX_EVENT
}

function isId(id: unknown): boolean {
  if (typeof id === 'number') return Number.isSafeInteger(id) && id >= 0
  return typeof id === 'string' && isStoredId(id)
}
