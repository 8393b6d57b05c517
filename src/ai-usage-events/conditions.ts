/** What a field is compared with. */
export interface Condition {
  readonly holds: (value: unknown) => boolean
}

/** As `field > bound`; numbers in text count as numbers. */
export function gt(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) > numberOf(bound) }
}

/** As `field >= bound`; numbers in text count as numbers. */
export function gte(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) >= numberOf(bound) }
}

/** As `field < bound`; numbers in text count as numbers. */
export function lt(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) < numberOf(bound) }
}

/** As `field <= bound`; numbers in text count as numbers. */
export function lte(bound: number | Date): Condition {
  return { holds: (value) => numberOf(value) <= numberOf(bound) }
}

/** As `field IN (…)`. */
export function oneOf(...values: readonly unknown[]): Condition {
  return { holds: (value) => values.some((wanted) => isSame(value, wanted)) }
}

/** Whether a value is as wanted: by a condition, or the same, whatever way it is written. */
export function satisfies(value: unknown, wanted: unknown): boolean {
  return isCondition(wanted) ? wanted.holds(value) : isSame(value, wanted)
}

function isCondition(value: unknown): value is Condition {
  return typeof (value as Condition | null)?.holds === 'function'
}

/** ClickHouse keeps payloads as text. */
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
