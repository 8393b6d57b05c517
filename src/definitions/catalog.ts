import { nearestName } from '../foundation/index.ts'
import { DefinitionError } from './definition-error.ts'
import type { EventDefinition } from './event-definition.ts'
import type { UsageMetric } from './metric-definition.ts'
import { ruleIdentity, type SelectionRule } from './selection-rule.ts'

/** Data sources whose metrics the tracking of internal events moves. */
const COUNTED_SOURCES = new Set(['internal_events', 'redis_hll'])

/**
 * All event and metric definitions, indexed by name.
 *
 * @example
 * ```ts
 * import { loadCatalog } from 'internal-events-testing'
 *
 * const catalog = loadCatalog({ root: 'examples/package-registry' })
 * console.log(catalog.event('pull_package').additionalProperties.has('label')) // true
 * console.log(catalog.metric('counts.package_pulls').timeFrame) // all
 * ```
 */
export class Catalog {
  readonly events: ReadonlyMap<string, EventDefinition>
  readonly metrics: ReadonlyMap<string, UsageMetric>
  readonly #rulesOfMetrics = new Map<string, SelectionRule[]>()
  readonly #metricsOfEvents = new Map<string, UsageMetric[]>()
  readonly #rules = new Map<string, readonly SelectionRule[]>()

  /** @throws {DefinitionError} `DUPLICATE_EVENT` or `DUPLICATE_METRIC`, naming both files. */
  constructor(events: Iterable<EventDefinition>, metrics: Iterable<UsageMetric>) {
    this.events = indexBy(events, 'DUPLICATE_EVENT', 'action', (event) => event.action)
    this.metrics = indexBy(metrics, 'DUPLICATE_METRIC', 'key_path', (metric) => metric.keyPath)
    this.#indexRules()
  }

  /**
   * Returns the definition of an event that can be tracked and asserted.
   *
   * @throws {DefinitionError} `UNKNOWN_EVENT` with the nearest defined name, `REMOVED_EVENT`, or
   *   `LEGACY_EVENT` for a definition without `internal_events: true`.
   */
  event(name: string): EventDefinition {
    const event = this.events.get(name)
    if (!event) {
      throw new DefinitionError(
        'UNKNOWN_EVENT',
        `Failed to find event ${JSON.stringify(name)}: no definition has this action. ${this.#isMetric(name) ?? didYouMean(name, this.events.keys()) ?? 'Add a definition with this action.'}`,
      )
    }
    const where = `${event.file}:${event.line}`
    if (event.removed) {
      throw new DefinitionError(
        'REMOVED_EVENT',
        `Failed to use event "${name}": ${where} says that it was removed (status: removed). Stop tracking and asserting it, or restore its definition.`,
        event,
      )
    }
    if (!event.internal) {
      throw new DefinitionError(
        'LEGACY_EVENT',
        `Failed to use event "${name}": ${where} has no internal_events: true, so it describes an event of an older system. Add internal_events: true when it is tracked as an internal event.`,
        event,
      )
    }
    return event
  }

  /**
   * Returns a metric that internal events move.
   *
   * @throws {DefinitionError} `UNKNOWN_METRIC` with the nearest defined key path,
   *   `REMOVED_METRIC`, `METRIC_NOT_COUNTED` for other data sources, or `METRIC_NOT_READ` for
   *   `time_frame: none`.
   */
  metric(keyPath: string): UsageMetric {
    const metric = this.metrics.get(keyPath)
    if (!metric) {
      throw new DefinitionError(
        'UNKNOWN_METRIC',
        `Failed to find usage metric ${JSON.stringify(keyPath)}: no definition has this key_path. ${this.#isEvent(keyPath) ?? didYouMean(keyPath, this.metrics.keys()) ?? 'Add a definition with this key_path.'}`,
      )
    }
    const where = `${metric.file}:${metric.line}`
    if (metric.removed) {
      throw new DefinitionError(
        'REMOVED_METRIC',
        `Failed to use usage metric "${keyPath}": ${where} says that it was removed (status: removed). Stop asserting it, restore its definition, or permit it: metrics: { allowRemoved: true } in internal-events.config.`,
        metric,
      )
    }
    if (!COUNTED_SOURCES.has(metric.dataSource) || metric.rules.length === 0) {
      throw new DefinitionError(
        'METRIC_NOT_COUNTED',
        `Failed to use usage metric "${keyPath}": ${where} has data_source: ${metric.dataSource}${COUNTED_SOURCES.has(metric.dataSource) ? ' without events that name selection rules' : ''}, so internal events do not move it. Assert a metric of data_source: internal_events.`,
        metric,
      )
    }
    if (metric.timeFrame === 'none') {
      throw new DefinitionError(
        'METRIC_NOT_READ',
        `Failed to use usage metric "${keyPath}": ${where} has time_frame: none, which the real system counts without ever reading it (Unknown time frame: none). Give it 7d, 28d or all, or assert the events that it counts.`,
        metric,
      )
    }
    return metric
  }

  /**
   * Returns the rules that one tracking of the event increments, each once: the total and the
   * weekly total that every event has, then those of its metrics.
   */
  rulesOf(name: string): readonly SelectionRule[] {
    const known = this.#rules.get(name)
    if (known) return known
    const rules = new Map<string, SelectionRule>()
    for (const rule of [...builtInRules(name), ...(this.#rulesOfMetrics.get(name) ?? [])]) {
      const identity = ruleIdentity(rule)
      if (!rules.has(identity)) rules.set(identity, rule)
    }
    this.#rules.set(name, [...rules.values()])
    return this.rulesOf(name)
  }

  /** Returns the metrics with a rule for the event, also those whose filter may fail. */
  metricsOf(name: string): readonly UsageMetric[] {
    return this.#metricsOfEvents.get(name) ?? []
  }

  #isMetric(name: string): string | undefined {
    const metric = this.metrics.get(name)
    if (!metric) return undefined
    const names = new Set(metric.rules.map((rule) => JSON.stringify(rule.name)))
    return `It is the key_path of a usage metric: assert it with toIncrementUsageMetrics${names.size > 0 ? `, or an event that it counts: ${listed([...names])}` : ''}.`
  }

  #isEvent(keyPath: string): string | undefined {
    if (!this.events.has(keyPath)) return undefined
    const keyPaths = this.metricsOf(keyPath).map((metric) => JSON.stringify(metric.keyPath))
    return keyPaths.length === 0
      ? 'It is an event that no metric counts: assert it with toTriggerInternalEvents.'
      : `It is an event: assert it with toTriggerInternalEvents, or a metric that counts it: ${listed(keyPaths)}.`
  }

  #indexRules(): void {
    for (const metric of this.metrics.values()) {
      for (const rule of metric.rules) append(this.#rulesOfMetrics, rule.name, rule)
      // A removed metric still counts, but nobody may assert it.
      if (metric.removed) continue
      for (const name of new Set(metric.rules.map((rule) => rule.name))) {
        append(this.#metricsOfEvents, name, metric)
      }
    }
  }
}

function append<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  const list = lists.get(name)
  if (list) list.push(item)
  else lists.set(name, [item])
}

function builtInRules(name: string): SelectionRule[] {
  const total = { name, unique: undefined, filter: new Map(), operator: undefined }
  return [
    { ...total, timeFramed: false },
    { ...total, timeFramed: true },
  ]
}

function indexBy<Definition extends { file: string; line: number }>(
  definitions: Iterable<Definition>,
  code: 'DUPLICATE_EVENT' | 'DUPLICATE_METRIC',
  key: string,
  nameOf: (definition: Definition) => string,
): Map<string, Definition> {
  const index = new Map<string, Definition>()
  for (const definition of definitions) {
    const name = nameOf(definition)
    const earlier = index.get(name)
    if (earlier) {
      throw new DefinitionError(
        code,
        `Failed to load ${definition.file}:${definition.line}: ${key} "${name}" is already defined in ${earlier.file}:${earlier.line}. Remove or rename one of them.`,
        definition,
      )
    }
    index.set(name, definition)
  }
  return index
}

function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const names = [...known]
  const nearest = nearestName(name, names)
  const meant = nearest === undefined ? containing(name, names) : [nearest]
  return meant.length === 0
    ? undefined
    : `Did you mean ${listed(
        meant.map((other) => JSON.stringify(other)),
        ' or ',
      )}?`
}

/** Returns the names with this one in them, those first that have a segment of a key path which begins with it. */
function containing(name: string, names: readonly string[]): string[] {
  const beginsSegment = (other: string) => `.${other}`.includes(`.${name}`)
  return names
    .filter((other) => name !== '' && other.includes(name))
    .sort((one, other) => Number(beginsSegment(other)) - Number(beginsSegment(one)))
}

/** Prints the first three names, and how many there are besides. */
function listed(names: readonly string[], last = ' and '): string {
  const shown = names.slice(0, 3)
  const left = names.length - shown.length
  if (left > 0) return `${shown.join(', ')} and ${left} more`
  return [shown.slice(0, -1).join(', '), ...shown.slice(-1)].filter(Boolean).join(last)
}
