import type { Catalog, UsageMetric } from '../definitions/index.ts'
import { type TrackedEvent, whyUncounted } from '../tracking/index.ts'
import { type FilterEntry, filterEntries } from './filter-entries.ts'
import type { EntryId } from './test-evidence.ts'

/** The entries left to find in events of one name: each is told once, however many events have it. */
interface Pending {
  readonly properties: Set<string>
  readonly filters: Set<FilterEntry>
  readonly metrics: Map<string, UsageMetric>
}

/**
 * Tells which entries events touch: their names, the properties that they carry, the filter values
 * that these have, and the metrics that count them. The last two need a catalog.
 */
export class EventTally {
  readonly #pending = new Map<string, Pending>()
  readonly #entries: EntryId[] = []

  get entries(): readonly EntryId[] {
    return this.#entries
  }

  add(event: TrackedEvent, catalog: Catalog | undefined): void {
    const { name, additionalProperties } = event
    const pending = this.#pending.get(name) ?? this.#begin(name, catalog)
    for (const [property, value] of Object.entries(additionalProperties)) {
      if (value == null || pending.properties.has(property)) continue
      pending.properties.add(property)
      this.#entries.push({ kind: 'property', name, property })
    }
    for (const filter of pending.filters) {
      if (additionalProperties[filter.property] !== filter.value) continue
      pending.filters.delete(filter)
      this.#entries.push(filter)
    }
    for (const [keyPath, { rules }] of pending.metrics) {
      const counts = rules.some(
        (rule) => rule.name === name && catalog && !whyUncounted(catalog, rule, event),
      )
      if (!counts) continue
      pending.metrics.delete(keyPath)
      this.#entries.push({ kind: 'metric', name: keyPath })
    }
  }

  #begin(name: string, catalog: Catalog | undefined): Pending {
    this.#entries.push({ kind: 'event', name })
    const pending: Pending = {
      properties: new Set(),
      filters: new Set(catalog ? filtersOf(catalog, name) : []),
      metrics: new Map(catalog?.metricsOf(name).map((metric) => [metric.keyPath, metric])),
    }
    this.#pending.set(name, pending)
    return pending
  }
}

/** Returns the values of properties that rules select among the events of a name, each once. */
function filtersOf(catalog: Catalog, name: string): FilterEntry[] {
  const filters = catalog.rulesOf(name).flatMap(filterEntries)
  const byKey = filters.map((filter) => [JSON.stringify([filter.property, filter.value]), filter])
  return [...new Map(byKey as [string, FilterEntry][]).values()]
}
