import type { CounterStore } from '../counters/index.ts'
import { shared } from '../foundation/index.ts'

const used = () => shared('counter-store', () => ({ store: undefined as CounterStore | undefined }))

/**
 * Makes the tests of a file count in a store of yours, and the matchers read that store: a Redis
 * that the system under test counts in from another process, say. Call it at the top of the file.
 * With the setup file it lasts until the end of the file, else until `useCounterStore(undefined)`.
 * The store is not reset between tests: reset it yourself, if its prefix is yours alone.
 *
 * Assertions on metrics are then asynchronous. `toIncrementUsageMetrics` and its negation come
 * first in a chain, since they read the store before the block runs.
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
  used().store = store
}

/** Returns the store that tests count in, unless they count in memory. */
export function currentCounterStore(): CounterStore | undefined {
  return used().store
}
