import type { YamlMap, YamlValue } from '../yaml/index.ts'
import type { FilterInput } from './filter-values.ts'
import { referenceOf, type Scope } from './scope.ts'

/** An event of a metric, with the values that each of its properties may have. */
export interface FilteredEvent {
  readonly action: string
  readonly filter: ReadonlyMap<string, readonly FilterInput[]>
}

/** Tells whether at least one event has a filter. */
export function hasFilters(events: readonly FilteredEvent[]): boolean {
  return events.some(({ filter }) => filter.size > 0)
}

/**
 * Returns the values by which a metric of unique values must not filter: the real system refuses to
 * count under a key with them, and the tracking of the event fails.
 */
export function uncountableValues(
  events: readonly FilteredEvent[],
  { operator }: Scope,
): readonly FilterInput[] {
  if (operator !== 'unique') return []
  const values = events.flatMap(({ filter }) => [...filter.values()].flat())
  return values.filter((value) => !/^[\w:-]*$/.test(String(value)))
}

/** Makes the selection rules: one for each combination of values. Without filters events are sorted. */
export function selectionRules(events: readonly FilteredEvent[], scope: Scope): YamlMap[] {
  const combined = hasFilters(events)
    ? events.flatMap(({ action, filter }) =>
        combinations([...filter]).map((filter) => ({ action, filter })),
      )
    : events
        .map(({ action }) => ({ action, filter: new Map<string, FilterInput>() }))
        .sort((one, other) => (one.action < other.action ? -1 : 1))
  return combined.map(({ action, filter }) => rule(action, filter, scope))
}

function combinations(
  properties: readonly (readonly [string, readonly FilterInput[]])[],
): Map<string, FilterInput>[] {
  const [first, ...rest] = properties
  if (!first) return [new Map()]
  const [name, values] = first
  return values.flatMap((value) =>
    combinations(rest).map((others) => new Map([[name, value], ...others])),
  )
}

function rule(action: string, filter: ReadonlyMap<string, FilterInput>, scope: Scope): YamlMap {
  const reference = referenceOf(scope) ?? ''
  const entries: [string, YamlValue][] = [['name', action]]
  if (scope.operator === 'unique') entries.push(['unique', reference])
  if (filter.size > 0) entries.push(['filter', filter])
  if (scope.operator === 'sum') entries.push(['operator', `sum(${reference})`])
  return new Map(entries)
}
