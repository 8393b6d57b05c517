import { capitalized, nameTimeFrames, type TimeFrame, timeFrameSuffix } from './time-frames.ts'

/** The way in which a metric counts its events, and its time frames. */
export interface Scope {
  readonly operator: 'count' | 'unique' | 'sum'
  /** The identifier or property whose values are counted or added up. */
  readonly by: string | undefined
  readonly isFiltered: boolean
  readonly timeFrames: readonly TimeFrame[]
}

const IDENTIFIERS: ReadonlySet<string> = new Set(['user', 'project', 'namespace'])
const GROUPS = { count: 'counts', unique: 'redis_hll_counters', sum: 'sums' } as const
const PHRASES = { count: 'count of', unique: 'count of unique', sum: 'sum of all' } as const

export function isIdentifier(name: string | undefined): boolean {
  return name !== undefined && IDENTIFIERS.has(name)
}

/** Returns what is counted, as existing metrics are compared by: `count(user)`, `sum(value)`. */
export function operationOf({ operator, by = '' }: Scope): string {
  return `${operator === 'sum' ? 'sum' : 'count'}(${by})`
}

/** Returns what stands behind `unique` or `operator` of a selection rule. */
export function referenceOf({ by }: Scope): string | undefined {
  return isIdentifier(by) ? `${by}.id` : by
}

/** Returns a metric's name, that of its file: `count_distinct_user_id_from_<events>_weekly`. */
export function metricName(scope: Scope, events: string): string {
  const { operator, timeFrames } = scope
  const reference = referenceOf(scope)?.replace('.', '_')
  const parts = {
    count: ['count_total'],
    unique: [`count_distinct_${reference}_from`],
    sum: [`sum_${reference}_from`],
  }[operator]
  return [...parts, events, timeFrameSuffix(timeFrames)]
    .filter((part) => part !== undefined)
    .join('_')
}

/** Returns the key path of a metric's name. */
export function keyPathOf({ operator }: Scope, name: string): string {
  return `${GROUPS[operator]}.${name}`
}

/** Returns the words that each description of such a metric begins with. */
export function descriptionPrefix(scope: Scope): string {
  return phrase(scope, isIdentifier(scope.by) ? `${scope.by}s` : undefined)
}

/** Describes the metric by what it counts alone: `Count of unique users who triggered <events>`. */
export function technicalDescription(scope: Scope, events: string): string {
  return phrase(scope, occurrences(scope, events))
}

/** Names the scope in a menu, with its time frames. */
export function scopeLabel(scope: Scope, events: string): string {
  return `${nameTimeFrames(scope.timeFrames)} ${PHRASES[scope.operator]} ${occurrences(scope, events)}`
}

function phrase({ operator, timeFrames }: Scope, object: string | undefined): string {
  const frame = timeFrames.length === 1 ? nameTimeFrames(timeFrames) : undefined
  return capitalized(
    [frame, PHRASES[operator], object].filter((part) => part !== undefined).join(' '),
  )
}

function occurrences({ by }: Scope, events: string): string {
  if (by === undefined) return `${events} occurrences`
  if (by === 'user') return `users who triggered ${events}`
  return isIdentifier(by)
    ? `${by}s where ${events} occurred`
    : `values for '${by}' from ${events} occurrences`
}
