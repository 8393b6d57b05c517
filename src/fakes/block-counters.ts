import {
  type CounterSnapshot,
  type CounterStore,
  InMemoryCounterStore,
  loadCounters,
  usageMetricValue,
} from '../counters/index.ts'
import type { UsageMetric } from '../definitions/index.ts'
import {
  countEvent,
  countedProperties,
  countingErrorOf,
  type TrackedEvent,
} from '../tracking/index.ts'
import { currentCatalog } from './current-catalog.ts'
import type { TestRun } from './test-run.ts'

/** Returns the counters that there would be if these events had come before the snapshot. */
export function countedAfter(
  snapshot: CounterSnapshot,
  events: readonly TrackedEvent[],
): CounterSnapshot {
  const catalog = currentCatalog()
  return changed(snapshot, (counters) => {
    for (const event of events) {
      // The end point that counts what the front end tracks needs a user.
      if (event.source === 'tracker' || (event.source === 'frontend' && event.user == null))
        continue
      const additionalProperties = countedProperties(catalog, event)
      const counted = { ...event, additionalProperties }
      // The browser sends an event as well whose counting fails.
      countingErrorOf(() =>
        countEvent(counters, catalog.rulesOf(event.name), counted, snapshot.time, () => {}),
      )
    }
  })
}

function changed(
  snapshot: CounterSnapshot,
  write: (counters: InMemoryCounterStore) => void,
): CounterSnapshot {
  const counters = snapshot.fork()
  write(counters)
  const { resets } = snapshot
  return { ...counters.snapshot(), resets, release: () => snapshot.release() }
}

/** Returns the counters of a test as if no batch were open, since its writes come after the block. */
export function presentCounters({ api, counters }: TestRun): CounterSnapshot {
  const snapshot = counters.snapshot()
  const write = api.pendingWrites()
  return write ? changed(snapshot, write) : snapshot
}

/** Asks a store that answers later for these metrics; the snapshot has no others. */
export function loadSnapshot(
  store: CounterStore,
  metrics: readonly UsageMetric[],
): Promise<CounterSnapshot> {
  const time = Date.now()
  return loadCounters(store, (counters) => {
    for (const metric of metrics) usageMetricValue(metric, counters, time, 'test')
    return { ...counters, time, resets: 0, fork: () => new InMemoryCounterStore(), release() {} }
  })
}
