import { ruleKind, type SelectionRule, writtenFilter } from '../definitions/index.ts'

const SLOTS = {
  total: 'event_counters',
  sum: 'event_sums',
  unique: 'hll_counters',
  unique_total: 'hll_counters',
} as const

/** The format that `HLLRedisCounter` demands of the keys that it adds to. */
const UNIQUE_KEY_FORMAT = /^(\w|-|:)*\{\w*\}(\w|-|:|\[|,|\])*$/

/**
 * Returns the Redis key of a rule, in one ISO week (`2026-07`) or for all time:
 * `{<slot>}_<event>[-operator:<op>][-filter:[k1:v1,k2:v2]][-<unique>][-<week>]`.
 */
export function counterKey(rule: SelectionRule, week?: string): string {
  let key = `{${SLOTS[ruleKind(rule)]}}_${rule.name}`
  if (rule.operator !== undefined) key += `-operator:${rule.operator}`
  if (rule.filter.size > 0) {
    const names = [...rule.filter.keys()].sort()
    key += `-filter:[${names.map((name) => `${name}:${writtenFilter(rule, name)}`).join(',')}]`
  }
  if (rule.unique !== undefined) key += `-${rule.unique}`
  return week === undefined ? key : `${key}-${week}`
}

/** Tells whether the real system counts unique values under a key: no filter has a space or dot. */
export function isUniqueKey(key: string): boolean {
  return UNIQUE_KEY_FORMAT.test(key)
}
