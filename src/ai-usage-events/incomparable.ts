import { printGiven } from '../foundation/index.ts'
import type { AiUsageEventError } from './ai-usage-event-error.ts'
import { type AiUsageColumn, type Field, queryError } from './field.ts'
import { MAX_EVENT } from './kept-ids.ts'

type Compared = AiUsageColumn | 'payload'

/** The values that a field equals. */
const EQUALS: Readonly<Record<Compared, string>> = {
  event: "a name or a condition, such as oneOf('a', 'b')",
  eventId: `a whole number from 0 to ${MAX_EVENT} or a condition, such as gt(1)`,
  userId: 'a whole number, the text of its digits or a condition, such as gt(1)',
  namespaceId:
    'a whole number from 1 on, the text of its digits, null or a condition, such as gt(1)',
  timestamp: 'a date or a condition, such as gt(new Date(0))',
  microseconds: 'a whole number from 0 to 999 or a condition, such as gt(1)',
  payload: 'a text, a number, a boolean, a date, null or a condition, such as gt(1)',
}

const NUMBER = 'a number, such as gt(1)'

/** The values that bound a field. */
const BOUNDS: Readonly<Record<Compared, string>> = {
  event: "a name without a bound, or oneOf('a', 'b')",
  eventId: NUMBER,
  userId: NUMBER,
  namespaceId: NUMBER,
  timestamp: 'a date, such as gt(new Date(0))',
  microseconds: NUMBER,
  payload: 'a number or a date, such as gt(1)',
}

/** Makes the error of a value that is not of a type that a field has. */
export function incomparable(field: Field, name: string, wanted: unknown): AiUsageEventError {
  return queryError(`${name} is compared with ${kindOf(wanted)}`, `Give it ${EQUALS[of(field)]}.`)
}

/** Makes the error of a value that a field does not have in any row, such as the user -1. */
export function impossible(field: Field, name: string, wanted: unknown): AiUsageEventError {
  return queryError(
    `${name} is compared with ${printGiven(wanted)}, which no row has`,
    `Give it ${EQUALS[of(field)]}.`,
  )
}

/** Makes the error of a value that cannot bound a field, such as `gt('abc')`. */
export function unbounded(field: Field, name: string, bound: unknown): AiUsageEventError {
  const given = Number.isNaN(bound) ? 'NaN' : kindOf(bound)
  return queryError(`${name} is compared with ${given}`, `Give it ${BOUNDS[of(field)]}.`)
}

function of({ column }: Field): Compared {
  return column ?? 'payload'
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`
}
