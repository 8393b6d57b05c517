/** A value that a field may equal: lists and objects equal nothing. */
export type ComparedValue = string | number | bigint | boolean | Date | null | undefined

/** A condition that a field is compared with. Made by `gt`, `gte`, `lt`, `lte` and `oneOf`. */
export interface Condition {
  readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'oneOf'
  /** The bound, or the list of values. */
  readonly operand: unknown
}

/** Matches as `field > bound` does; numbers in text count as numbers. */
export function gt(bound: number | Date): Condition {
  return { operator: 'gt', operand: bound }
}

/** Matches as `field >= bound` does; numbers in text count as numbers. */
export function gte(bound: number | Date): Condition {
  return { operator: 'gte', operand: bound }
}

/** Matches as `field < bound` does; numbers in text count as numbers. */
export function lt(bound: number | Date): Condition {
  return { operator: 'lt', operand: bound }
}

/** Matches as `field <= bound` does; numbers in text count as numbers. */
export function lte(bound: number | Date): Condition {
  return { operator: 'lte', operand: bound }
}

/** Matches as `field IN (…)` does. */
export function oneOf(...values: readonly ComparedValue[]): Condition {
  return { operator: 'oneOf', operand: values }
}

const OPERATORS: readonly unknown[] = [
  'gt',
  'gte',
  'lt',
  'lte',
  'oneOf',
] satisfies Condition['operator'][]

/** Tells whether the wanted value is a condition. */
export function isCondition(wanted: unknown): wanted is Condition {
  return OPERATORS.includes((wanted as Condition | null | undefined)?.operator)
}
