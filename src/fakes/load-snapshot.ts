import type { CounterSnapshot } from '../counters/index.ts'
import { type CounterStore, loadCounters, usageMetricValue } from '../counters/index.ts'
import type { UsageMetric } from '../definitions/index.ts'

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
