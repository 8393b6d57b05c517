import type { CounterStore } from '../counters/index.ts'
import { useInTests } from './use-in-tests.ts'

/**
 * Makes tests count in a store of yours, and the matchers read that store: a Redis that the system
 * under test counts in from another process, say. Call it at the top of the file, where it lasts
 * until the end of the file; or in a test or its `beforeEach`, where it is for that test alone.
 * Without the setup file it lasts until `useCounterStore(undefined)`. The store is not reset between
 * tests: reset it yourself, if its prefix is yours alone.
 *
 * Assertions on metrics are then asynchronous. `toIncrementUsageMetrics` and its negation come
 * first in a chain, or behind `toChange`, since they read the store before the block runs.
 *
 * @throws {FakesError} `USED_ALREADY` for a second store outside of tests.
 *
 * @example
 * ```ts
 * import { InMemoryCounterStore, trackInternalEvent, useCounterStore } from 'internal-events-testing'
 * import { expect, test } from 'vitest'
 *
 * useCounterStore(new InMemoryCounterStore())
 *
 * test('counts there', async () => {
 *   await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } }))
 *     .toIncrementUsageMetrics('counts.package_pulls')
 * })
 * ```
 */
export function useCounterStore(store: CounterStore | undefined): void {
  useInTests('useCounterStore', store)
}
