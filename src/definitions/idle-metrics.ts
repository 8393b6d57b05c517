import { type DefinitionFault, faultOf } from './definition-fault.ts'
import type { EventDefinition } from './event-definition.ts'
import type { UsageMetric } from './metric-definition.ts'
import { type NeverCounted, neverCounted } from './never-counted.ts'
import { printName } from './print-name.ts'
import type { SelectionRule } from './selection-rule.ts'
import { listed } from './suggest-name.ts'

/** The part of a catalog that knows events. */
interface KnownEvents {
  definitionOf(name: string): EventDefinition | undefined
  eventFault(name: string): DefinitionFault | undefined
  remedyForUndefined(name: string): string
}

/** Finds the metrics that nothing can move: a claim that they do not would always hold. */
export class IdleMetrics {
  readonly #events: KnownEvents

  constructor(events: KnownEvents) {
    this.#events = events
  }

  /** Returns why a rule can count no event, or `undefined` when it can. */
  neverCounts(rule: SelectionRule): NeverCounted | undefined {
    const { name } = rule
    const fault = this.#events.eventFault(name)
    if (fault) {
      const { file, line, cause, remedy } = fault
      return {
        cause: `${printName(name)} cannot be used (${file}:${line}: ${cause})`,
        remedy,
        tolerated: true,
      }
    }
    const event = this.#events.definitionOf(name)
    if (event) return neverCounted(rule, event)
    return {
      cause: `no definition has the event ${printName(name)}`,
      remedy: this.#events.remedyForUndefined(name),
    }
  }

  /** Returns the fault for which a metric cannot be asserted: an undefined event, or rules that all never count. */
  faultOf(metric: UsageMetric): DefinitionFault | undefined {
    const [name] = this.#undefinedEventsOf(metric)
    if (name !== undefined) return this.#undefinedEvent(metric, name)
    return this.#neverMoves(metric)?.fault
  }

  /** Returns the faults that `check` lists, once a file, which may define several metrics. */
  faultsOf(metrics: Iterable<UsageMetric>): DefinitionFault[] {
    const faults = [...metrics].flatMap((metric) => this.#faultsToList(metric))
    return [...new Map(faults.map((fault) => [`${fault.file} ${fault.cause}`, fault])).values()]
  }

  /** GitLab checks neither removed metrics nor those of older sources. */
  #faultsToList(metric: UsageMetric): DefinitionFault[] {
    if (metric.removed || metric.dataSource !== 'internal_events') return []
    const names = this.#undefinedEventsOf(metric)
    if (names.length > 0) return names.map((name) => this.#undefinedEvent(metric, name))
    const idle = this.#neverMoves(metric)
    return idle && !idle.tolerated ? [idle.fault] : []
  }

  #undefinedEventsOf({ rules }: UsageMetric): string[] {
    const { definitionOf, eventFault } = this.#events
    const names = new Set(rules.map(({ name }) => name))
    return [...names].filter((name) => !definitionOf(name) && !eventFault(name))
  }

  #undefinedEvent({ file, line, keyPath }: UsageMetric, name: string): DefinitionFault {
    const cause = `it counts the event ${printName(name)}, which no definition has`
    const remedy = this.#events.remedyForUndefined(name)
    const fault = { code: 'UNDEFINED_EVENT', line, cause, remedy } as const
    return faultOf({ kind: 'metric', file }, fault, [keyPath])
  }

  #neverMoves({
    rules,
    file,
    line,
    keyPath,
  }: UsageMetric): { readonly fault: DefinitionFault; readonly tolerated: boolean } | undefined {
    const reasons = rules.flatMap((rule) => this.neverCounts(rule) ?? [])
    const [first] = reasons
    if (!first || reasons.length < rules.length) return undefined
    const causes = new Set(reasons.map(({ cause }) => cause))
    const cause = `no event can move it: ${listed([...causes])}`
    const fault = { code: 'METRIC_NEVER_MOVES', line, cause, remedy: first.remedy } as const
    return {
      fault: faultOf({ kind: 'metric', file }, fault, [keyPath]),
      tolerated: reasons.every(({ tolerated }) => tolerated),
    }
  }
}
