import type { DefinitionFault } from './definition-fault.ts'
import type { EventDefinition } from './event-definition.ts'
import { FaultsOfNames } from './faults-of-names.ts'
import type { IndexedDefinitions } from './indexed-definitions.ts'
import { FoundFaults } from './known-faults.ts'
import type { UsageMetric } from './metric-definition.ts'

/** Indexes definitions by name, and finds the names that two files define. */
export function indexDefinitions(
  events: Iterable<EventDefinition>,
  metrics: Iterable<UsageMetric>,
  faults: Iterable<DefinitionFault>,
): IndexedDefinitions {
  const found = new FoundFaults(faults)
  const index = { events: indexEvents(events, found), metrics: indexMetrics(metrics, found) }
  const counting = metricsByEvent(index.metrics.values())
  return {
    ...index,
    faults: new FaultsOfNames(found),
    metricsCounting: (event) => counting.get(event) ?? [],
  }
}

/**
 * Indexes events by name. Of several with one action that counts which can be used: an internal one
 * before one of an older system, and that before a removed one. Only two internal ones are a fault.
 */
function indexEvents(
  events: Iterable<EventDefinition>,
  faults: FoundFaults,
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
function indexMetrics(
  metrics: Iterable<UsageMetric>,
  faults: FoundFaults,
): Map<string, UsageMetric> {
  const index = new Map<string, UsageMetric>()
  for (const metric of metrics) {
    const earlier = index.get(metric.keyPath)
    if (earlier) faults.addDuplicate('metric', metric.keyPath, metric, earlier)
    else index.set(metric.keyPath, metric)
  }
  return index
}

/** Indexes metrics by the events that they count, each once. */
export function metricsByEvent(metrics: Iterable<UsageMetric>): Map<string, UsageMetric[]> {
  const index = new Map<string, UsageMetric[]>()
  for (const metric of metrics) {
    for (const name of new Set(metric.rules.map((rule) => rule.name))) {
      const counting = index.get(name)
      if (counting) counting.push(metric)
      else index.set(name, [metric])
    }
  }
  return index
}

function rank({ internal, removed }: EventDefinition): 0 | 1 | 2 {
  if (removed) return 2
  return internal ? 0 : 1
}
