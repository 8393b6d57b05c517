import type { KnownEvent } from '../repository/known-event.ts'
import type { KnownMetric } from '../repository/known-metric.ts'
import { isIdentifier, operationOf, type Scope, scopeLabel } from './scope.ts'
import type { TimeFrame } from './time-frames.ts'

/** One line of the menu of scopes. */
export interface ScopeOption {
  readonly scope: Scope
  readonly label: string
  /** The reason why it cannot be chosen. */
  readonly disabled?: string
}

const UNIQUE: readonly TimeFrame[] = ['7d', '28d']
const ALL: readonly TimeFrame[] = ['7d', '28d', 'all']

/** All scopes that Service Ping supports, in the order of GitLab's menu. */
const SCOPES: readonly Scope[] = [
  ...uniques(['user', 'project', 'namespace'], false),
  ...uniques(['user', 'project', 'namespace'], true),
  { operator: 'count', by: undefined, isFiltered: false, timeFrames: ALL },
  { operator: 'count', by: undefined, isFiltered: true, timeFrames: ALL },
  ...uniques(['label', 'property', 'value'], false),
  ...uniques(['label', 'property', 'value'], true),
  { operator: 'sum', by: 'value', isFiltered: false, timeFrames: ALL },
  { operator: 'sum', by: 'value', isFiltered: true, timeFrames: ALL },
]

function uniques(names: readonly string[], isFiltered: boolean): Scope[] {
  return names.map((by) => ({ operator: 'unique', by, isFiltered, timeFrames: UNIQUE }))
}

/**
 * Lists what a new metric of some events may count. What exists, and what one of the events does not
 * have, comes last, with the reason; time frames that exist are left out of the scope.
 */
export function scopeOptions(
  events: readonly KnownEvent[],
  metrics: readonly KnownMetric[],
): ScopeOption[] {
  const options = SCOPES.flatMap((scope) => optionsOf(scope, events, metrics))
  const isEnabled = ({ disabled }: ScopeOption) => disabled === undefined
  return [...options.filter(isEnabled), ...options.filter((option) => !isEnabled(option))]
}

function optionsOf(
  scope: Scope,
  events: readonly KnownEvent[],
  metrics: readonly KnownMetric[],
): ScopeOption[] {
  const { by } = scope
  const isSupported = events.every((event) => has(event, by))
  const properties = new Set(events.flatMap((event) => [...event.properties.keys()]))
  if (!isOffered(scope, properties, isSupported)) return []

  const twins = scope.isFiltered ? [] : metricsOf(scope, events, metrics)
  const existing = scope.timeFrames.filter((frame) => twins.some((one) => one.timeFrame === frame))
  const left = scope.timeFrames.filter((frame) => !existing.includes(frame)).sort()
  const option = (timeFrames: readonly TimeFrame[], disabled?: string): ScopeOption => {
    const own = { ...scope, timeFrames }
    const label = labelOf(own, events, properties)
    return disabled === undefined ? { scope: own, label } : { scope: own, label, disabled }
  }
  return [
    ...(existing.length > 0 ? [option(existing, `already defined in ${filesOf(twins)}`)] : []),
    ...(left.length > 0 ? [option(left, isSupported ? undefined : `${by} unavailable`)] : []),
  ]
}

/** Unsupported scopes are shown, since they tell what there might be; but each of them only once. */
function isOffered(
  { by, isFiltered }: Scope,
  properties: ReadonlySet<string>,
  isSupported: boolean,
): boolean {
  if (by !== undefined && !isIdentifier(by) && properties.size === 0) return false
  return !isFiltered || (isSupported && [...properties].some((name) => name !== by))
}

function labelOf(
  scope: Scope,
  events: readonly KnownEvent[],
  properties: ReadonlySet<string>,
): string {
  const name = events.length === 1 ? (events[0]?.action ?? '') : `any of ${events.length} events`
  const filters = [...properties].filter((property) => property !== scope.by)
  return scopeLabel(scope, name) + (scope.isFiltered ? ` where ${filters.join('/')} is...` : '')
}

function has({ identifiers, properties }: KnownEvent, name: string | undefined): boolean {
  return name === undefined || identifiers.includes(name) || properties.has(name)
}

/** Returns the metrics that count the same of the same events without filters, whatever their status. */
function metricsOf(
  scope: Scope,
  events: readonly KnownEvent[],
  metrics: readonly KnownMetric[],
): KnownMetric[] {
  const actions = events
    .map(({ action }) => action)
    .sort()
    .join('+')
  const operation = operationOf(scope)
  return metrics
    .filter((metric) => !metric.isFiltered && metric.operation === operation)
    .filter((metric) => metric.actions.join('+') === actions)
    .filter(({ timeFrame }) => scope.timeFrames.some((frame) => frame === timeFrame))
}

function filesOf(metrics: readonly KnownMetric[]): string {
  return [...new Set(metrics.map(({ file }) => file))].join(' and ')
}
