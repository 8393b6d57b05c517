import type { AiUsageEventStore } from '../ai-usage-events/index.ts'
import { BlockRun } from './block-run.ts'
import { checkUsageStore, checkUsedPart } from './check-usage-store.ts'
import { useInTests } from './use-in-tests.ts'
import { type OwnAiUsage, UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** The options with which tests use a store of AI usage events. */
export interface UsedAiUsage {
  /**
   * The user or the namespace, by their ids, that only the running tests have rows of. Rows of
   * others are not read, except those that the tests track themselves. Default: all rows.
   */
  readonly where?: OwnAiUsage | undefined
}

/**
 * Makes tests keep AI usage events in a store of yours, and `toRecordAiUsageEvents` and its negation
 * read that store: a PostgreSQL or a ClickHouse that the system under test writes to from another
 * process, say. Call it at the top of the file, where it lasts until the end of the file; or in a
 * test or its `beforeEach`, where it is for that test alone. The store is not reset between tests:
 * give each test a user of its own, or reset it yourself.
 *
 * Assertions on AI usage events are then asynchronous, and come first in a chain, or behind
 * `toChange`, since they read the store before the block runs. Rows that are there after it, and were
 * not before it, belong to the block. Events that the test's own process tracks wait in a buffer
 * until the block ends. A block keeps the store that its test used when it began: its code tracks for
 * that one, late too.
 *
 * When a test ends, what it has tracked and no assertion has flushed is stored.
 *
 * @throws {FakesError} `INVALID_USAGE_STORE` for what is not a store, for another option or field
 *   than these, and for an id that no store takes, of which no row would be read. `USED_ALREADY`
 *   for a second store or part outside of tests.
 *
 * @example
 * ```ts
 * import { fakes, useAiUsageEventStore } from 'internal-events-testing'
 * import { InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 * import { expect, test } from 'vitest'
 *
 * const store = new InMemoryAiUsageEventStore()
 * useAiUsageEventStore(store)
 *
 * test('is stored there', async () => {
 *   await expect(() => fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 1 } }))
 *     .toRecordAiUsageEvents('troubleshoot_job')
 *   expect(store.count()).toBe(1)
 * })
 * ```
 */
export function useAiUsageEventStore(
  store: AiUsageEventStore | undefined,
  options: UsedAiUsage = {},
): void {
  if (store !== undefined) checkUsageStore(store)
  checkUsedPart(options)
  const used = store && new UsedAiUsageEventStore(store, { ...options.where })
  const run = useInTests('useAiUsageEventStore', used, (one, other) => one.isSame(other))
  if (run && used) BlockRun.noteUse(run, used)
}
