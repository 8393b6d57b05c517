import { lineAndColumn, type Project, placeOf } from '../checks/index.ts'
import {
  type EventDefinition,
  refusedEvent,
  refusedMetric,
  type SelectionRule,
  type UsageMetric,
} from '../definitions/index.ts'
import { type EntryId, filterEntries, keyOf } from '../fakes/index.ts'
import type { DefinedEntry } from './cover-entry.ts'
import { compareEntries } from './entry-id.ts'

/**
 * Returns all that tests can guard in a project: internal events that are not removed, each of their
 * additional properties, each value of a property that a metric filters by, and the metrics that
 * internal events move.
 */
export function definedEntries(project: Project): DefinedEntry[] {
  const { catalog } = project
  const metrics = [...catalog.metrics.values()].filter((metric) => !refusedMetric(metric))
  const events = [...catalog.events.values()].filter((event) => !refusedEvent(event))
  const readers = countReaders(metrics)
  const entry = (id: EntryId, { file, line }: { file: string; line: number }): DefinedEntry => {
    const owner = project.documentOf.get(file)?.value['product_group']
    const metrics = readers.get(keyOf(id)) ?? 0
    return { id, ...(typeof owner === 'string' ? { owner } : {}), file, line, metrics }
  }
  const filters = new Map<string, DefinedEntry>()
  for (const metric of [...metrics].sort((one, other) => (one.keyPath < other.keyPath ? -1 : 1))) {
    for (const { id, rule } of filtersOf(metric)) {
      const event = catalog.definitionOf(id.name)
      if (!event || refusedEvent(event) || filters.has(keyOf(id))) continue
      const path = ['events', metric.rules.indexOf(rule), 'filter', id.property]
      filters.set(keyOf(id), entry(id, placeIn(project, metric, path)))
    }
  }
  return [
    ...events.flatMap((event) => [
      entry({ kind: 'event', name: event.action }, event),
      ...[...event.additionalProperties].map((property) =>
        entry(
          { kind: 'property', name: event.action, property },
          placeIn(project, event, ['additional_properties', property]),
        ),
      ),
    ]),
    ...filters.values(),
    ...metrics.map((metric) => entry({ kind: 'metric', name: metric.keyPath }, metric)),
  ].sort((one, other) => compareEntries(one.id, other.id))
}

/** Counts the metrics that read each entry, by its key. */
function countReaders(metrics: readonly UsageMetric[]): ReadonlyMap<string, number> {
  const readers = new Map<string, number>()
  for (const metric of metrics) {
    const read = new Set([
      keyOf({ kind: 'metric', name: metric.keyPath }),
      ...metric.rules.flatMap((rule) => [
        keyOf({ kind: 'event', name: rule.name }),
        ...propertiesRead(rule).map((property) =>
          keyOf({ kind: 'property', name: rule.name, property }),
        ),
      ]),
      ...filtersOf(metric).map(({ id }) => keyOf(id)),
    ])
    for (const key of read) readers.set(key, (readers.get(key) ?? 0) + 1)
  }
  return readers
}

function propertiesRead({ filter, unique, operator }: SelectionRule): string[] {
  return [
    ...filter.keys(),
    ...(unique === undefined ? [] : [unique]),
    ...(operator === 'sum(value)' ? ['value'] : []),
  ]
}

/** Returns the values that the rules of a metric filter by. */
function filtersOf(metric: UsageMetric) {
  return metric.rules.flatMap((rule) => filterEntries(rule).map((id) => ({ rule, id })))
}

/** Returns the place of a value in the file of a definition. */
function placeIn(
  { documentOf }: Project,
  { file, line }: EventDefinition | UsageMetric,
  path: readonly (string | number)[],
): { file: string; line: number } {
  const text = documentOf.get(file)?.text
  if (text === undefined) return { file, line }
  return { file, line: lineAndColumn(text, placeOf(text, path).keyStart).line }
}
