import type { ChangeRange, Guarded } from '../../assertions/index.ts'
import { ruleKind, type SelectionRule, type UsageMetric } from '../../definitions/index.ts'
import { type BlockRun, currentCatalog, filterEntries } from '../../fakes/index.ts'
import { type TrackedEvent, whyUncounted } from '../../tracking/index.ts'
import type { MetricChange } from './metric-change.ts'

/**
 * Yields what a claim would fail without, that holds for a metric: the metric, and the events and
 * filter values without which it would not have moved as the claim says.
 */
export function* guardedByMetric(
  { metric, before, after }: MetricChange,
  range: ChangeRange,
  { events }: BlockRun,
): Generator<Guarded> {
  // Then it also holds where nothing moves.
  if (range.includes(before, before)) return
  yield { entry: { kind: 'metric', name: metric.keyPath } }
  const counting = events.filter((event) => metric.rules.some((rule) => counts(rule, event)))
  const isNeeded = (counted: (event: TrackedEvent) => boolean) => {
    const rest = counting.filter((event) => !counted(event)).length
    const moved = counting.length - rest
    if (moved === 0 || rest === 0) return moved > 0
    // Nobody can tell how much one of several adds to a sum or to a number of unique values.
    return addsUp(metric) && !range.includes(before, after - moved)
  }
  for (const name of new Set(counting.map((event) => event.name))) {
    if (isNeeded((event) => event.name === name)) yield { entry: { kind: 'event', name } }
  }
  for (const rule of metric.rules) {
    const others = metric.rules.filter((other) => other !== rule)
    const countsAlone = (event: TrackedEvent) =>
      counts(rule, event) && !others.some((other) => counts(other, event))
    if (!isNeeded(countsAlone)) continue
    yield* filtersOf(rule)
    // Another value would have moved a sum to another end.
    if (ruleKind(rule) === 'sum' && !range.includes(before, after + 1)) {
      yield { entry: { kind: 'property', name: rule.name, property: 'value' } }
    }
  }
}

function* filtersOf(rule: SelectionRule): Generator<Guarded> {
  for (const entry of filterEntries(rule)) {
    yield { entry: { kind: 'property', name: entry.name, property: entry.property } }
    yield { entry }
  }
}

function addsUp({ rules }: UsageMetric): boolean {
  return rules.every((rule) => ruleKind(rule) === 'total')
}

function counts(rule: SelectionRule, event: TrackedEvent): boolean {
  return rule.name === event.name && !whyUncounted(currentCatalog(), rule, event)
}
