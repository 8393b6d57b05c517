/** A condition that a field is compared with. */
export interface Condition {
  readonly holds: (value: unknown) => boolean
}

/** Matches as `field > bound` does; numbers in text count as numbers. */
export function gt(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) > numberOf(bound) }
}

/** Matches as `field >= bound` does; numbers in text count as numbers. */
export function gte(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) >= numberOf(bound) }
}

/** Matches as `field < bound` does; numbers in text count as numbers. */
export function lt(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) < numberOf(bound) }
}

/** Matches as `field <= bound` does; numbers in text count as numbers. */
export function lte(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) <= numberOf(bound) }
}

/** Matches as `field IN (…)` does. */
export function oneOf(...values: readonly unknown[]): Condition {
  return { holds: (value) => values.some((wanted) => isSame(value, wanted)) }
}

/** Tells whether a value meets a condition or equals the wanted one, however that is written. */
export function satisfies(value: unknown, wanted: unknown): boolean {
  return isCondition(wanted) ? wanted.holds(value) : isSame(value, wanted)
}

function isCondition(value: unknown): value is Condition {
  return typeof (value as Condition | null)?.holds === 'function'
}

/** Compares texts, since ClickHouse keeps payloads as text. */
function isSame(value: unknown, wanted: unknown): boolean {
  if (value == null || wanted == null) return value == null && wanted == null
  if (value instanceof Date) return value.getTime() === new Date(wanted as Date).getTime()
  return String(value) === String(wanted)
}

function numberOf(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : Number.NaN
}
