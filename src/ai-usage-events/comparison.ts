import type { AiUsageEvent } from './ai-usage-event.ts'
import { comparedInstant, comparedNumber, comparedText, compareTexts } from './compared-value.ts'
import type { Field, TableField } from './field.ts'

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

/**
 * A field, and tests of which one has to hold. Without any, nothing matches. An event is compared by
 * its id, which is all that a table has of it.
 */
export interface Comparison {
  readonly field: TableField
  readonly tests: readonly ValueTest[]
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
  return value
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
