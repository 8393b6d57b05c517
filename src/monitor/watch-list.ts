import { nearestEvent } from '../collector/index.ts'
import { type Catalog, DefinitionError, type UsageMetric } from '../definitions/index.ts'

/** The events and metrics that a monitor looks at. */
export interface WatchList {
  /** The names that were asked for; empty for everything. */
  readonly asked: readonly string[]
  /** The metrics, by their key paths. */
  readonly metrics: readonly UsageMetric[]
  /** Tells whether an event is shown: one of these, or one that nobody has defined and that may be meant for one. */
  watches(name: string): boolean
}

/**
 * Makes the list of what names of events and beginnings of key paths stand for: an event with its
 * metrics, and metrics with the events that they count. Without any it is everything, events without
 * a definition too.
 *
 * @throws {DefinitionError} for a name that stands for nothing, with the nearest.
 */
export function watchList(catalog: Catalog, asked: readonly string[]): WatchList {
  if (asked.length === 0) {
    return { asked, metrics: movable(catalog, catalog.metrics.values()), watches: () => true }
  }
  const found = asked.map((name) => meantBy(catalog, name))
  const events = new Set(found.flatMap((one) => one.events))
  const metrics = new Set(found.flatMap((one) => one.metrics))
  return {
    asked,
    metrics: byKeyPath(metrics),
    watches: (name) =>
      events.has(name) ||
      (!catalog.definitionOf(name) && events.has(nearestEvent(catalog, name) ?? '')),
  }
}

/** Returns what one name stands for: that of an event may be the beginning of a key path, too. */
function meantBy(
  catalog: Catalog,
  name: string,
): { events: readonly string[]; metrics: readonly UsageMetric[] } {
  const metrics = metricsBelow(catalog, name)
  const counted = metrics.flatMap(({ rules }) => rules.map((rule) => rule.name))
  if (metrics.length > 0 && !catalog.events.has(name)) return { events: counted, metrics }
  const { action } = catalog.event(name)
  return {
    events: [action, ...counted],
    metrics: [...metrics, ...movable(catalog, catalog.metricsOf(name))],
  }
}

/** Returns the metrics whose key paths begin so, as far as events can move them. */
function metricsBelow(catalog: Catalog, start: string): UsageMetric[] {
  const below = [...catalog.metrics.values()].filter(({ keyPath }) => keyPath.startsWith(start))
  const moving = movable(catalog, below)
  const [first] = below
  if (first && moving.length === 0 && !catalog.events.has(start)) catalog.metric(first.keyPath)
  // Only a key path has dots.
  if (!first && start.includes('.') && !catalog.definitionOf(start)) catalog.metric(start)
  return moving
}

function movable(catalog: Catalog, metrics: Iterable<UsageMetric>): UsageMetric[] {
  return byKeyPath([...metrics].filter(({ keyPath }) => isMovable(catalog, keyPath)))
}

function isMovable(catalog: Catalog, keyPath: string): boolean {
  try {
    catalog.metric(keyPath)
    return true
  } catch (error) {
    if (error instanceof DefinitionError) return false
    throw error
  }
}

function byKeyPath(metrics: Iterable<UsageMetric>): UsageMetric[] {
  return [...metrics].sort((one, other) => (one.keyPath < other.keyPath ? -1 : 1))
}
