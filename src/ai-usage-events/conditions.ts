/** A value that a field may equal: lists and objects equal nothing. */
export type ComparedValue = string | number | bigint | boolean | Date | null | undefined

/** A condition that a field is compared with. Made by `gt`, `gte`, `lt`, `lte` and `oneOf`. */
export interface Condition {
  readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'oneOf'
  /** The bound, or the list of values. */
  readonly operand: unknown
}

/**
 * Matches as `field > bound` does; numbers in text count as numbers.
 *
 * @example
 * ```ts
 * import { gt, InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * for (const id of [1, 2, 3]) {
 *   store.trackEvent('troubleshoot_job', { user: { id }, job: { id: 5, project: { id } } })
 * }
 * console.log(store.count({ where: { userId: gt(2) } })) // 1
 * ```
 */
export function gt(bound: number | Date): Condition {
  return { operator: 'gt', operand: bound }
}

/**
 * Matches as `field >= bound` does; numbers in text count as numbers.
 *
 * @example
 * ```ts
 * import { gte, InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * for (const id of [1, 2, 3]) {
 *   store.trackEvent('troubleshoot_job', { user: { id }, job: { id: 5, project: { id } } })
 * }
 * console.log(store.count({ where: { userId: gte(2) } })) // 2
 * ```
 */
export function gte(bound: number | Date): Condition {
  return { operator: 'gte', operand: bound }
}

/**
 * Matches as `field < bound` does; numbers in text count as numbers.
 *
 * @example
 * ```ts
 * import { InMemoryAiUsageEventStore, lt } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * for (const id of [1, 2, 3]) {
 *   store.trackEvent('troubleshoot_job', { user: { id }, job: { id: 5, project: { id } } })
 * }
 * console.log(store.count({ where: { userId: lt(2) } })) // 1
 * ```
 */
export function lt(bound: number | Date): Condition {
  return { operator: 'lt', operand: bound }
}

/**
 * Matches as `field <= bound` does; numbers in text count as numbers.
 *
 * @example
 * ```ts
 * import { InMemoryAiUsageEventStore, lte } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * for (const id of [1, 2, 3]) {
 *   store.trackEvent('troubleshoot_job', { user: { id }, job: { id: 5, project: { id } } })
 * }
 * console.log(store.count({ where: { userId: lte(2) } })) // 2
 * ```
 */
export function lte(bound: number | Date): Condition {
  return { operator: 'lte', operand: bound }
}

/**
 * Matches as `field IN (…)` does.
 *
 * @example
 * ```ts
 * import { InMemoryAiUsageEventStore, oneOf } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * for (const id of [1, 2, 3]) {
 *   store.trackEvent('troubleshoot_job', { user: { id }, job: { id: 5, project: { id } } })
 * }
 * console.log(store.count({ where: { userId: oneOf(1, 3) } })) // 2
 * ```
 */
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
