import type { UsageMetric } from '../definitions/index.ts'
import { type CounterStore, loadCounters, usageMetricValue } from '../tracking/index.ts'
import type { CounterSnapshot } from './in-memory-counter-store.ts'

/** Asks a store that answers later what it holds for metrics now; of others the snapshot has nothing. */
export function loadSnapshot(
  store: CounterStore,
  metrics: readonly UsageMetric[],
): Promise<CounterSnapshot> {
  const time = Date.now()
  return loadCounters(store, (counters) => {
    for (const metric of metrics) usageMetricValue(metric, counters, time, 'test')
    return { ...counters, time, release() {} }
  })
}
