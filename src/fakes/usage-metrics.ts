import {
  type CounterStore,
  loadCounters,
  type MetricWindow,
  type UsageMetricValue,
  usageMetricValue,
} from '../counters/index.ts'
import type { MetricKeyPath } from '../definitions/index.ts'
import { currentCatalog } from './current-catalog.ts'
import { countersInMemory } from './current-run.ts'

/** Reads usage metrics from the counters of the running test. */
export interface UsageMetrics {
  /**
   * Returns what a metric reports now. `window: 'test'` (default) ends with the current ISO week;
   * `'production'` reads full past weeks only, as a service ping would.
   *
   * @throws {DefinitionError} for a key path that is unknown, removed or not moved by events.
   * @throws {FakesError} `COUNTED_ELSEWHERE` when the tests count in a store of their own
   *   (`useCounterStore`).
   *
   * @example
   * ```ts
   * import { trackInternalEvent, usageMetrics } from 'internal-events-testing'
   *
   * trackInternalEvent('pull_package', { user: { id: 1 } })
   * console.log(usageMetrics.value('counts.package_pulls')) // 1
   * ```
   */
  value(keyPath: MetricKeyPath, options?: { window?: MetricWindow }): UsageMetricValue
  /**
   * Returns what a metric reports in a store of your own, such as a Redis that another program
   * counts in.
   *
   * @throws {DefinitionError} for a key path that is unknown, removed or not moved by events.
   *
   * @example
   * ```ts
   * import { createInternalEvents, InMemoryCounterStore, usageMetrics } from 'internal-events-testing'
   *
   * const counters = new InMemoryCounterStore()
   * createInternalEvents({ counters }).trackInternalEvent('pull_package', { user: { id: 1 } })
   * console.log(await usageMetrics.valueIn(counters, 'counts.package_pulls')) // 1
   * ```
   */
  valueIn(
    store: CounterStore,
    keyPath: MetricKeyPath,
    options?: { window?: MetricWindow },
  ): Promise<UsageMetricValue>
}

/** Reads usage metrics of the running test. */
export const usageMetrics: UsageMetrics = {
  value(keyPath, { window = 'test' } = {}) {
    const metric = currentCatalog().metric(keyPath)
    return usageMetricValue(metric, countersInMemory(), Date.now(), window)
  },
  async valueIn(store, keyPath, { window = 'test' } = {}) {
    const metric = currentCatalog().metric(keyPath)
    const time = Date.now()
    return loadCounters(store, (counters) => usageMetricValue(metric, counters, time, window))
  },
}
