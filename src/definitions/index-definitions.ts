import type { EventDefinition } from './event-definition.ts'
import type { FaultsOfNames } from './faults-of-names.ts'
import type { UsageMetric } from './metric-definition.ts'

/**
 * Indexes events by name. Of several with one action that counts which can be used: an internal one
 * before one of an older system, and that before a removed one. Only two internal ones are a fault.
 */
export function indexEvents(
  events: Iterable<EventDefinition>,
  faults: FaultsOfNames,
): Map<string, EventDefinition> {
  const index = new Map<string, EventDefinition>()
  for (const event of events) {
    const earlier = index.get(event.action)
    if (!earlier || rank(event) < rank(earlier)) index.set(event.action, event)
    else if (rank(event) === 0) faults.addDuplicate('event', event.action, event, earlier)
  }
  return index
}

/** Indexes metrics by key path; the same one twice is a fault. */
export function indexMetrics(
  metrics: Iterable<UsageMetric>,
  faults: FaultsOfNames,
): Map<string, UsageMetric> {
  const index = new Map<string, UsageMetric>()
  for (const metric of metrics) {
    const earlier = index.get(metric.keyPath)
    if (earlier) faults.addDuplicate('metric', metric.keyPath, metric, earlier)
    else index.set(metric.keyPath, metric)
  }
  return index
}

function rank({ internal, removed }: EventDefinition): 0 | 1 | 2 {
  if (removed) return 2
  return internal ? 0 : 1
}
