import { isDate, printGiven } from '../foundation/index.ts'
import type { AiUsageEvent } from './ai-usage-event.ts'
import type { AiUsageFilter } from './ai-usage-event-store.ts'
import { comparedInstant, comparedNumber, comparedText, compareTexts } from './compared-value.ts'
import { isCondition } from './conditions.ts'
import { type Field, queryError, readField } from './field.ts'
import { hasFields } from './has-fields.ts'
import { incomparable, unbounded } from './incomparable.ts'
import { isKeptText } from './kept-text.ts'

export type Operator = 'eq' | 'gt' | 'gte' | 'lt' | 'lte'

/**
 * One test of a value. A value is compared as a number where it is one or is text that reads as
 * one; a list and an object equal nothing.
 */
export type ValueTest =
  /** It is null or absent. */
  | { readonly kind: 'null' }
  /** It counts as a number that stands so to `number`. */
  | { readonly kind: 'number'; readonly operator: Operator; readonly number: number }
  /** It is this text or boolean, or the number that the text reads as. */
  | { readonly kind: 'text'; readonly text: string; readonly number: number | undefined }
  /** It is a date that stands so to `text`. */
  | { readonly kind: 'instant'; readonly operator: Operator; readonly text: string }
  /** It is the id with these digits. */
  | { readonly kind: 'id'; readonly digits: string }

/** A field, and tests of which one has to hold. Without any, nothing matches. */
export interface Comparison {
  readonly field: Field
  readonly tests: readonly ValueTest[]
}

/**
 * Reads the conditions of a query, all of which have to hold.
 *
 * @throws {AiUsageEventError} `INVALID_QUERY` for a field that rows do not have, and for a value
 *   that no field can have.
 */
export function readComparisons({ where = {}, between }: AiUsageFilter): Comparison[] {
  if (!hasFields(where)) {
    throw queryError(`where is ${printGiven(where)}`, 'Give it an object of fields: { userId: 1 }.')
  }
  const comparisons = Object.entries(where).map(([name, wanted]) => {
    const field = readField(name)
    return { field, tests: readTests(field, name, wanted) }
  })
  if (between === undefined) return comparisons
  if (!Array.isArray(between) || between.length !== 2) {
    throw queryError('between is not a pair of dates', 'Give it the first and the last time.')
  }
  const [from, to] = between.map((time) => timeOf('between', time)) as [number, number]
  const field = readField('timestamp')
  const bound = (operator: Operator, number: number): Comparison => ({
    field,
    tests: [{ kind: 'number', operator, number }],
  })
  return [...comparisons, bound('gte', from), bound('lte', to)]
}

/** Tells whether a row meets a comparison. */
export function meets(row: AiUsageEvent, { field, tests }: Comparison): boolean {
  const value = fieldValue(row, field)
  return tests.some((test) => holds(value, test))
}

/** Returns the value that a row has in a field; `undefined` where it has none. */
export function fieldValue(row: AiUsageEvent, { column, path }: Field): unknown {
  if (column === 'microseconds') return row.microseconds ?? 0
  if (column !== undefined) return row[column]
  let value: unknown = row.payload
  for (const key of path) {
    if (typeof value !== 'object' || Array.isArray(value)) return undefined
    if (value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return jsonOf(value)
}

/** Returns a value as it would be in JSON; what was tracked in memory is still itself. */
function jsonOf(value: unknown): unknown {
  if (value instanceof Date) return value.toJSON()
  return typeof value === 'bigint' ? String(value) : value
}

/** Tells whether a value passes a test. */
export function holds(value: unknown, test: ValueTest): boolean {
  switch (test.kind) {
    case 'null':
      return value == null
    case 'number': {
      const number = comparedNumber(value)
      return number !== undefined && stands(number - test.number, test.operator)
    }
    case 'text':
      return typeof value === 'number' ? value === test.number : comparedText(value) === test.text
    case 'instant': {
      const text = comparedInstant(value)
      return text !== undefined && stands(compareTexts(text, test.text), test.operator)
    }
    case 'id':
      return String(value) === test.digits
  }
}

function stands(difference: number, operator: Operator): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0
    case 'gt':
      return difference > 0
    case 'gte':
      return difference >= 0
    case 'lt':
      return difference < 0
    case 'lte':
      return difference <= 0
  }
}

function readTests(field: Field, name: string, wanted: unknown): ValueTest[] {
  if (!isCondition(wanted)) return equals(field, name, wanted)
  const { operator, operand } = wanted
  if (operator !== 'oneOf') return bounded(field, name, operator, operand)
  if (!Array.isArray(operand)) throw incomparable(field, name, operand)
  return operand.flatMap((value) => equals(field, name, value))
}

function bounded(field: Field, name: string, operator: Operator, bound: unknown): ValueTest[] {
  if (isDate(bound) && field.column === undefined) {
    return [{ kind: 'instant', operator, text: new Date(timeOf(name, bound)).toISOString() }]
  }
  const number = isDate(bound) ? timeOf(name, bound) : bound
  if (typeof number !== 'number') throw unbounded(field, name, bound)
  return Number.isNaN(number) ? [] : [{ kind: 'number', operator, number }]
}

function equals(field: Field, name: string, wanted: unknown): ValueTest[] {
  const { column } = field
  if (wanted == null) {
    // So that the fields of a row, which has none for 0, find that row.
    return column === 'microseconds' ? [{ kind: 'id', digits: '0' }] : [{ kind: 'null' }]
  }
  if (column === 'timestamp') {
    return [{ kind: 'number', operator: 'eq', number: timeOf(name, wanted) }]
  }
  const value = isDate(wanted) ? new Date(timeOf(name, wanted)).toISOString() : wanted
  if (!COMPARABLE.includes(typeof value)) throw incomparable(field, name, wanted)
  if (column !== undefined && column !== 'event') return [{ kind: 'id', digits: String(value) }]
  if (typeof value === 'number') {
    return Number.isNaN(value) ? [] : [{ kind: 'number', operator: 'eq', number: value }]
  }
  const text = String(value)
  return isKeptText(text) ? [{ kind: 'text', text, number: comparedNumber(text) }] : []
}

const COMPARABLE = ['number', 'string', 'boolean', 'bigint']

function timeOf(name: string, wanted: unknown): number {
  const isTime = isDate(wanted) || typeof wanted === 'number' || typeof wanted === 'string'
  const time = isTime ? new Date(wanted).getTime() : Number.NaN
  if (!Number.isNaN(time)) return time
  throw queryError(`${name} is compared with a date that is not valid`, 'Give it a valid date.')
}
