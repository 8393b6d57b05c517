import type { JourneysConfig } from './config.ts'
import { DefinitionError } from './definition-error.ts'
import { type DefinitionFault, unusableName } from './definition-fault.ts'
import type { EventDefinition } from './event-definition.ts'
import { IdleMetrics } from './idle-metrics.ts'
import { indexDefinitions } from './index-definitions.ts'
import type { IndexedDefinitions } from './indexed-definitions.ts'
import type { UsageMetric } from './metric-definition.ts'
import type { NeverCounted } from './never-counted.ts'
import { printName } from './print-name.ts'
import type { PrivacySettings } from './privacy-config.ts'
import { refusedEvent, refusedMetric } from './refused-definition.ts'
import { ruleIdentity, type SelectionRule } from './selection-rule.ts'
import { listed, suggestLonger, suggestName } from './suggest-name.ts'
import { AllowedNames, type UndefinedEvents, uncheckedEvent } from './undefined-events.ts'

/** The facts that a catalog knows besides its definitions. */
export interface CatalogOptions {
  /** The faults of definition files. */
  readonly faults?: readonly DefinitionFault[]
  /** The names that may be used without a definition. Default: `error`, none. */
  readonly undefinedEvents?: UndefinedEvents
  /** True where the front end may track only what definitions declare. Default: `false`. */
  readonly strictFrontend?: boolean
  /** The settings for judging tests by the personal data that they send. Default: they are not judged. */
  readonly privacy?: PrivacySettings | undefined
  /** The place of tracking journeys. Default: that of `JourneysConfig`. */
  readonly journeys?: JourneysConfig
}

/**
 * All event and metric definitions, indexed by name. A name whose definition has a fault cannot be
 * used; the others can.
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
  readonly undefinedEvents: UndefinedEvents
  readonly strictFrontend: boolean
  readonly privacy: PrivacySettings | undefined
  readonly journeys: JourneysConfig
  readonly #allowed: AllowedNames
  #definitions: IndexedDefinitions
  readonly #idle: IdleMetrics = new IdleMetrics({
    definitionOf: (name) => this.definitionOf(name),
    eventFault: (name) => this.eventFault(name),
    remedyForUndefined: (name) => this.remedyForUndefined(name),
  })
  readonly #rules = new Map<string, readonly SelectionRule[]>()

  constructor(
    events: Iterable<EventDefinition>,
    metrics: Iterable<UsageMetric>,
    {
      faults = [],
      undefinedEvents = 'error',
      strictFrontend = false,
      privacy,
      journeys = {},
    }: CatalogOptions = {},
  ) {
    this.undefinedEvents = undefinedEvents
    this.strictFrontend = strictFrontend
    this.privacy = privacy
    this.journeys = journeys
    this.#allowed = new AllowedNames(undefinedEvents)
    this.#definitions = indexDefinitions(events, metrics, faults)
  }

  /** Makes a catalog of definitions that have an index already, such as compiled ones. */
  static of(definitions: IndexedDefinitions, settings: Omit<CatalogOptions, 'faults'>): Catalog {
    const catalog = new Catalog([], [], settings)
    catalog.#definitions = definitions
    return catalog
  }

  get events(): ReadonlyMap<string, EventDefinition> {
    return this.#definitions.events
  }

  get metrics(): ReadonlyMap<string, UsageMetric> {
    return this.#definitions.metrics
  }

  /** The faults of the definition files, including those of files that can be used all the same. */
  get faults(): readonly DefinitionFault[] {
    return [...this.fileFaults, ...this.#idle.faultsOf(this.metrics.values())]
  }

  /** The faults that the definitions do not tell: those of files that cannot be used, and remarks. */
  get fileFaults(): readonly DefinitionFault[] {
    return this.#definitions.faults.all
  }

  /** The files with a fault for which a name cannot be used. */
  get badFiles(): ReadonlySet<string> {
    return (
      this.#definitions.badFiles ??
      new Set(this.faults.filter(({ names }) => names.length > 0).map(({ file }) => file))
    )
  }

  /**
   * Returns the definition of an event that can be tracked and asserted.
   *
   * @throws {DefinitionError} the fault of its definition, `UNKNOWN_EVENT` with the nearest name,
   *   `REMOVED_EVENT`, or `LEGACY_EVENT` for a definition without `internal_events: true`.
   */
  event(name: string): EventDefinition {
    const fault = this.eventFault(name)
    if (fault) throw unusableName(name, fault)
    const event = this.definitionOf(name)
    if (!event) {
      throw new DefinitionError(
        'UNKNOWN_EVENT',
        `Failed to find event ${printName(name)}: no definition has this action. ${this.#isMetric(name) ?? this.suggestEvent(name) ?? suggestLonger(name, this.events.keys()) ?? this.remedyForUndefined(name)}`,
      )
    }
    const refusal = refusedEvent(event)
    if (refusal) throw refusal
    return event
  }

  /**
   * Returns the definition of a name, of whatever kind, or one that takes any properties where
   * `undefinedEvents` allows the name.
   */
  definitionOf(name: string): EventDefinition | undefined {
    return (
      this.events.get(name) ?? (this.#allowed.includes(name) ? uncheckedEvent(name) : undefined)
    )
  }

  /** Returns the fault for which an event cannot be used. */
  eventFault(name: string): DefinitionFault | undefined {
    return this.#definitions.faults.event(name, this.events.get(name))
  }

  /** Returns the sentence that names the event that was probably meant. */
  suggestEvent(name: string): string | undefined {
    return suggestName(name, this.events.keys(), this.#allowed.patterns)
  }

  /** Returns what to do about an event that is neither defined nor allowed. */
  remedyForUndefined(name: string): string {
    return (
      this.suggestEvent(name) ??
      'Add a definition with this action, or allow the name: undefinedEvents in internal-events.config.'
    )
  }

  /** Tells whether an event that can be tracked may match a pattern. */
  mayMatch(pattern: RegExp, matches: (name: string) => boolean): boolean {
    if (this.#allowed.mayMeet(pattern)) return true
    for (const { action, internal, removed } of this.events.values()) {
      if (internal && !removed && matches(action)) return true
    }
    return false
  }

  /**
   * Returns a metric that internal events move.
   *
   * @throws {DefinitionError} the fault of its definition, `UNKNOWN_METRIC` with the nearest defined
   *   key path, `REMOVED_METRIC`, `METRIC_NOT_COUNTED` for other data sources, `METRIC_NOT_READ` for
   *   `time_frame: none`, `UNDEFINED_EVENT` when it counts an event that no definition has, or
   *   `METRIC_NEVER_MOVES` when no event can move it.
   */
  metric(keyPath: string): UsageMetric {
    const fault = this.#definitions.faults.metric(keyPath, this.metrics.get(keyPath))
    if (fault) throw unusableName(keyPath, fault)
    const metric = this.metrics.get(keyPath)
    if (!metric) {
      throw new DefinitionError(
        'UNKNOWN_METRIC',
        `Failed to find usage metric ${printName(keyPath)}: no definition has this key_path. ${this.#isEvent(keyPath) ?? suggestName(keyPath, this.metrics.keys()) ?? suggestLonger(keyPath, this.metrics.keys()) ?? 'Add a definition with this key_path.'}`,
      )
    }
    const refusal = refusedMetric(metric)
    if (refusal) throw refusal
    const idle = this.#idle.faultOf(metric)
    if (idle) throw unusableName(keyPath, idle)
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
    const counted = this.#definitions
      .metricsCounting(name)
      .flatMap((metric) => metric.rules.filter((rule) => rule.name === name))
    for (const rule of [...builtInRules(name), ...counted]) {
      const identity = ruleIdentity(rule)
      if (!rules.has(identity)) rules.set(identity, rule)
    }
    this.#rules.set(name, [...rules.values()])
    return this.rulesOf(name)
  }

  /** Returns why a rule can count no event, whatever is tracked; `undefined` when it can. */
  neverCounts(rule: SelectionRule): NeverCounted | undefined {
    return this.#idle.neverCounts(rule)
  }

  /** Returns the metrics with a rule for the event, also those whose filter may fail. */
  metricsOf(name: string): readonly UsageMetric[] {
    // A removed metric still counts, but nobody may assert it.
    return this.#definitions.metricsCounting(name).filter(({ removed }) => !removed)
  }

  #isMetric(name: string): string | undefined {
    const metric = this.metrics.get(name)
    if (!metric) return undefined
    const names = new Set(metric.rules.map((rule) => printName(rule.name)))
    return `It is the key_path of a usage metric: assert it with toIncrementUsageMetrics${names.size > 0 ? `, or an event that it counts: ${listed([...names])}` : ''}.`
  }

  #isEvent(keyPath: string): string | undefined {
    if (!this.events.has(keyPath)) return undefined
    const keyPaths = this.metricsOf(keyPath).map((metric) => printName(metric.keyPath))
    return keyPaths.length === 0
      ? 'It is an event that no metric counts: assert it with toTriggerInternalEvents.'
      : `It is an event: assert it with toTriggerInternalEvents, or a metric that counts it: ${listed(keyPaths)}.`
  }
}

function builtInRules(name: string): SelectionRule[] {
  const total = { name, unique: undefined, filter: new Map(), operator: undefined }
  return [
    { ...total, timeFramed: false },
    { ...total, timeFramed: true },
  ]
}
