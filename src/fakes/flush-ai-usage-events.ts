import { currentRun } from './current-run.ts'
import { flushUsage } from './flush-usage.ts'

/**
 * Stores the AI usage events that the running test has tracked until now, in each store that it has
 * used, as GitLab's worker does once a minute. Call it before code that reads the store of `useAiUsageEventStore`, such as a
 * dashboard; assertions on AI usage events flush by themselves. Without such a store it does
 * nothing.
 *
 * @throws {AiUsageEventError} of the store; its rows wait for the next flush in the same test.
 *
 * @example
 * ```ts
 * import { fakes, flushAiUsageEvents, useAiUsageEventStore } from 'internal-events-testing'
 * import { InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
 *
 * const store = new InMemoryAiUsageEventStore()
 * useAiUsageEventStore(store)
 * fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 1 } })
 * await flushAiUsageEvents()
 * console.log(store.count()) // 1
 * ```
 */
export async function flushAiUsageEvents(): Promise<void> {
  await flushUsage(currentRun())
}
