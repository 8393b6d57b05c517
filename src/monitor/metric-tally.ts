import { matchDefinition, printState } from '../collector/index.ts'
import {
  InMemoryCounterStore,
  isoWeek,
  type UsageMetricValue,
  usageMetricValue,
} from '../counters/index.ts'
import type { Catalog, UsageMetric } from '../definitions/index.ts'
import {
  countEvent,
  countedProperties,
  countingErrorOf,
  type TrackingError,
  trackedEvent,
} from '../tracking/index.ts'
import type { SeenEvent } from './seen-event.ts'

/** Counts events as the instance that they come from does, in memory. */
export class MetricTally {
  readonly #catalog: Catalog
  readonly #counters = new InMemoryCounterStore()
  /** The values that are known; an event makes those of its metrics unknown. */
  readonly #values = new Map<string, UsageMetricValue>()
  #week = ''

  constructor(catalog: Catalog) {
    this.#catalog = catalog
  }

  /** Counts an event. Returns what is wrong with it, or nothing: `not defined; did you mean "b"?` */
  count({ event, time }: SeenEvent): string {
    const match = matchDefinition(event, this.#catalog)
    if (match.state !== 'defined') return printState(match)
    // A back end sends declared properties alone; the front end sends others too, which are not counted.
    const sent = trackedEvent({ ...event, source: 'frontend', payload: undefined })
    const counted = { ...event, additionalProperties: countedProperties(this.#catalog, sent) }
    const faults = new Set<string>(this.#undeclaredIn(event))
    const error = countingErrorOf(() => {
      const rules = this.#catalog.rulesOf(event.name)
      countEvent(this.#counters, rules, counted, time, (fault) => faults.add(fault))
    })
    for (const { keyPath } of this.#catalog.metricsOf(event.name)) this.#values.delete(keyPath)
    if (error) faults.add((error as TrackingError).reason)
    return [...faults].join(' ')
  }

  /** Remarks on properties that no metric sees, as they are not declared. */
  *#undeclaredIn({ name, additionalProperties }: SeenEvent['event']): Generator<string> {
    const definition = this.#catalog.definitionOf(name)
    if (!definition || definition.unchecked) return
    for (const property of Object.keys(additionalProperties)) {
      if (definition.additionalProperties.has(property)) continue
      yield `${property} is not declared in ${definition.file}:${definition.line}, so that no metric sees it.`
    }
  }

  /** Returns what a metric reports now, in the time frame of tests, which includes this week. */
  value(metric: UsageMetric): UsageMetricValue {
    const now = Date.now()
    const week = isoWeek(now)
    if (week !== this.#week) this.#values.clear()
    this.#week = week
    const known = this.#values.get(metric.keyPath)
    if (known !== undefined) return known
    const value = usageMetricValue(metric, this.#counters, now, 'test')
    this.#values.set(metric.keyPath, value)
    return value
  }
}
