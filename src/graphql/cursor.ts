import { type AiUsageEvent, refusalOf } from '../ai-usage-events/index.ts'
import { decodeText, isMapping, utf8Encoder } from '../foundation/index.ts'
import { graphql } from './load-graphql.ts'

/** Returns the cursor of a row: the fields that tell it apart from all others, in base64. */
export function cursorOf(row: AiUsageEvent): string {
  const { timestamp, microseconds, namespaceId, userId, eventId } = row
  const key = { timestamp: timestamp.getTime(), microseconds, namespaceId, userId, eventId }
  const bytes = utf8Encoder.encode(JSON.stringify(key))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

/**
 * Returns a row that stands where a cursor points to; its name and payload are not known.
 *
 * @throws {GraphQLError} for a text that is not a cursor.
 */
export function readCursor(cursor: string): AiUsageEvent {
  const decoded = decode(cursor)
  const { timestamp, microseconds, namespaceId, userId, eventId } = isMapping(decoded)
    ? decoded
    : {}
  const date = new Date(typeof timestamp === 'number' ? timestamp : Number.NaN)
  const key = { eventId, userId, namespaceId, timestamp: date, microseconds }
  const row = { ...key, event: '', payload: {} } as AiUsageEvent
  if (refusalOf(row) === undefined) return row
  throw new graphql.GraphQLError('Please provide a valid cursor')
}

function decode(cursor: string): unknown {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    return JSON.parse(decodeText(Uint8Array.from(text, (char) => char.charCodeAt(0))))
  } catch {
    return undefined
  }
}
