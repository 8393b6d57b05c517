import type { UsageMetricValue } from '../counters/index.ts'
import type { UsageMetric } from '../definitions/index.ts'
import type { SentEvent } from '../snowplow/index.ts'
import type { Reading } from './collector-reader.ts'
import { totalOf } from './metric-count.ts'
import type { MetricTally } from './metric-tally.ts'
import type { SeenEvent } from './seen-event.ts'
import type { WatchList } from './watch-list.ts'

/** The number of newest events that are kept: no screen has more lines. */
const KEPT = 1_000

/** An event that came since the start. */
export interface MonitoredEvent {
  readonly time: number
  readonly event: SentEvent
  /** The fault of it; empty if it has none. */
  readonly fault: string
}

/** A metric, with what it reported at the start and reports now. */
export interface MonitoredMetric {
  readonly metric: UsageMetric
  readonly start: UsageMetricValue
  readonly now: UsageMetricValue
  /** The difference. */
  readonly moved: number
}

/** A metric that an event moved. */
export interface MetricStep {
  readonly keyPath: string
  readonly from: UsageMetricValue
  readonly to: UsageMetricValue
}

/** The events and metrics that a monitor shows. */
export interface MonitorView {
  /** The time of the start, in ms since 1970. */
  readonly since: number
  /** The number of events since then. */
  readonly count: number
  /** The number of bad rows since then, which are no events. */
  readonly bad: number
  /** The newest events, newest first. */
  readonly events: readonly MonitoredEvent[]
  /** All metrics, those first that moved. */
  readonly metrics: readonly MonitoredMetric[]
}

/** Hears of events, and knows what they have moved since a start that can be set anew. */
export class Monitor {
  readonly #watched: WatchList
  readonly #tally: MetricTally
  /** The metrics that count an event, by its name. */
  readonly #counting = new Map<string, UsageMetric[]>()
  #start: ReadonlyMap<UsageMetric, UsageMetricValue>
  #since: number = Date.now()
  #hasBegun = false
  #count = 0
  #bad: number | undefined
  #badAtStart = 0
  /** Oldest first. */
  #events: MonitoredEvent[] = []

  constructor(watched: WatchList, tally: MetricTally) {
    this.#watched = watched
    this.#tally = tally
    for (const metric of watched.metrics) {
      for (const name of new Set(metric.rules.map((rule) => rule.name))) {
        this.#counting.set(name, [...(this.#counting.get(name) ?? []), metric])
      }
    }
    this.#start = this.#values()
  }

  /** Counts an event. Returns it if it is one to show; those from before the start are not. */
  hear(seen: SeenEvent): MonitoredEvent | undefined {
    const { time, event } = seen
    if (time >= this.#since) this.#begin()
    const fault = this.#tally.count(seen)
    if (!this.#hasBegun || !this.#watched.watches(event.name)) return undefined
    const heard = { time, event, fault }
    this.#count += 1
    this.#events.push(heard)
    if (this.#events.length > 2 * KEPT) this.#events = this.#events.slice(-KEPT)
    return heard
  }

  /** Counts an event as `hear` does, and tells which of the watched metrics it has moved, too. */
  hearSteps(seen: SeenEvent): { event: MonitoredEvent; steps: readonly MetricStep[] } | undefined {
    const counting = this.#counting.get(seen.event.name) ?? []
    const before = counting.map((metric) => [metric, this.#tally.value(metric)] as const)
    const event = this.hear(seen)
    const steps = before.map(([metric, from]) => {
      return { keyPath: metric.keyPath, from, to: this.#tally.value(metric) }
    })
    return event && { event, steps: steps.filter(({ from, to }) => totalOf(from) !== totalOf(to)) }
  }

  /** Hears that all events of an answer have been heard, and how many bad rows there are. */
  answered({ bad }: Pick<Reading, 'bad'>): void {
    if (bad !== undefined) {
      const isFewer = this.#bad !== undefined && bad < this.#bad
      if (this.#bad === undefined || isFewer) this.#badAtStart = isFewer ? 0 : bad
      this.#bad = bad
    }
    this.#begin()
  }

  /** Starts anew: events are those from now on, and metrics move from where they are. */
  reset(): void {
    this.#start = this.#values()
    this.#since = Date.now()
    this.#count = 0
    this.#badAtStart = this.#bad ?? 0
    this.#events = []
  }

  view(): MonitorView {
    const metrics = Array.from(this.#start, ([metric, start]) => {
      const now = this.#tally.value(metric)
      return { metric, start, now, moved: difference(now, start) }
    })
    return {
      since: this.#since,
      count: this.#count,
      bad: (this.#bad ?? 0) - this.#badAtStart,
      events: this.#events.slice(-KEPT).reverse(),
      metrics: metrics.sort((one, other) => Number(other.moved !== 0) - Number(one.moved !== 0)),
    }
  }

  /** Takes what was heard so far for the start, if there is none yet. */
  #begin(): void {
    if (this.#hasBegun) return
    this.#hasBegun = true
    this.#start = this.#values()
  }

  #values(): ReadonlyMap<UsageMetric, UsageMetricValue> {
    return new Map(this.#watched.metrics.map((metric) => [metric, this.#tally.value(metric)]))
  }
}

/** Subtracts without the noise in a sum's last digits. */
function difference(now: UsageMetricValue, start: UsageMetricValue): number {
  return Number((totalOf(now) - totalOf(start)).toPrecision(15))
}
