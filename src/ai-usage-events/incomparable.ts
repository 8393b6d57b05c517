import type { AiUsageEventError } from './ai-usage-event-error.ts'
import { type AiUsageColumn, type Field, queryError } from './field.ts'

type Kind = 'id' | 'event' | 'timestamp' | 'payload'

const KINDS: Readonly<Record<AiUsageColumn, Kind>> = {
  event: 'event',
  eventId: 'id',
  userId: 'id',
  namespaceId: 'id',
  timestamp: 'timestamp',
  microseconds: 'id',
}

/** The values that a field equals. */
const EQUALS: Readonly<Record<Kind, string>> = {
  id: 'a number, the text of its digits, null or a condition, such as gt(1)',
  event: "a name, null or a condition, such as oneOf('a', 'b')",
  timestamp: 'a date, null or a condition, such as gt(new Date(0))',
  payload: 'a text, a number, a boolean, a date, null or a condition, such as gt(1)',
}

/** The values that bound a field. */
const BOUNDS: Readonly<Record<Kind, string>> = {
  id: 'a number, such as gt(1)',
  event: "a name without a bound, or oneOf('a', 'b')",
  timestamp: 'a date, such as gt(new Date(0))',
  payload: 'a number or a date, such as gt(1)',
}

/** Makes the error of a value that a field cannot equal. */
export function incomparable(field: Field, name: string, wanted: unknown): AiUsageEventError {
  return comparedError(name, wanted, EQUALS[kindOf(field)])
}

/** Makes the error of a value that cannot bound a field, such as `gt('abc')`. */
export function unbounded(field: Field, name: string, bound: unknown): AiUsageEventError {
  return comparedError(name, bound, BOUNDS[kindOf(field)])
}

function kindOf({ column }: Field): Kind {
  return column === undefined ? 'payload' : KINDS[column]
}

function comparedError(name: string, value: unknown, takes: string): AiUsageEventError {
  const kind = Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`
  return queryError(`${name} is compared with ${kind}`, `Give it ${takes}.`)
}
