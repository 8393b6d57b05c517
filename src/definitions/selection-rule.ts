/**
 * A value that a filter compares with. An integer that a number cannot hold is a `bigint`; a boolean
 * (`yes`, `no`) is what no event has.
 */
export type FilterValue = string | number | bigint | boolean

/** A rule that says which events count towards a metric, and how. */
export interface SelectionRule {
  /** The event's name. */
  readonly name: string
  /** The identifier or property whose distinct values are counted (`user` for `user.id`). */
  readonly unique: string | undefined
  /** The additional properties that the event must have; values must be equal, types included. */
  readonly filter: ReadonlyMap<string, FilterValue>
  /** The values that the keys of counters write in another way than JavaScript: `1.0`. */
  readonly written?: ReadonlyMap<string, string>
  readonly operator: 'sum(value)' | 'total' | undefined
  /** True when the rule counts per ISO week (`7d`, `28d`), false when for all time. */
  readonly timeFramed: boolean
}

/** The ways in which a rule counts, in the order in which the real system decides. */
export type RuleKind = 'unique_total' | 'total' | 'sum' | 'unique'

export function ruleKind(rule: SelectionRule): RuleKind {
  if (rule.unique !== undefined && rule.operator === 'total') return 'unique_total'
  if (rule.operator === 'sum(value)') return 'sum'
  return rule.unique === undefined ? 'total' : 'unique'
}

/** Returns a text that tells rules apart: metrics may share a rule, which an event counts once. */
export function ruleIdentity(rule: SelectionRule): string {
  return JSON.stringify([
    rule.name,
    rule.unique ?? null,
    [...rule.filter.keys()]
      .sort()
      .map((key) => [key, typeof rule.filter.get(key), writtenFilter(rule, key)]),
    rule.operator ?? null,
    rule.timeFramed,
  ])
}

/** Returns a filter's value as it stands in the keys of counters. */
export function writtenFilter({ filter, written }: SelectionRule, key: string): string {
  return written?.get(key) ?? String(filter.get(key))
}

/**
 * Returns the first filter key that an event's properties fail, or `undefined` when the rule
 * selects the event. A missing property never matches.
 */
export function failedFilterKey(
  rule: SelectionRule,
  properties: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const [key, expected] of rule.filter) {
    if (!Object.hasOwn(properties, key) || properties[key] !== expected) return key
  }
  return undefined
}
