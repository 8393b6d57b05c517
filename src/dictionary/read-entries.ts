import type { Project } from '../checks/index.ts'
import { readEventEntry } from './event-entry.ts'
import { readMetricEntry } from './metric-entry.ts'
import type { Entry } from './page/index.ts'

/**
 * Reads an entry for each event and metric that the catalog of a project has: events before metrics,
 * each kind by name.
 */
export function readEntries({ catalog, documentOf }: Project): Entry[] {
  const events = [...catalog.events.values()].map((event) =>
    readEventEntry(event, documentOf.get(event.file)?.value ?? {}),
  )
  const metrics = [...catalog.metrics.values()].map((metric) =>
    readMetricEntry(metric, documentOf.get(metric.file)?.value ?? {}),
  )
  return [...events.sort(byName), ...metrics.sort(byName)]
}

/** Compares code units: the order is the same on every machine. */
function byName({ name: one }: Entry, { name: other }: Entry): number {
  return one < other ? -1 : 1
}
