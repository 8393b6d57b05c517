import type { AiUsageEventStore } from '../ai-usage-events/index.ts'
import { outsideRun } from './create-test-run.ts'
import type { TestRun } from './test-run.ts'
import type { UsageOutbox } from './usage-outbox.ts'

/**
 * Stores the rows that a test has tracked for a store, and those that were tracked outside tests.
 * The caller tells the test of what the store throws.
 */
export async function flushUsage(testRun: TestRun, store: AiUsageEventStore): Promise<void> {
  for (const outbox of outboxesOf(testRun, store)) await outbox.flush()
}

/** Does so for a caller who may not tell of what the store throws: the end of the test will. */
export async function flushUntoldUsage(testRun: TestRun, store: AiUsageEventStore): Promise<void> {
  for (const outbox of outboxesOf(testRun, store)) await outbox.flushUntold()
}

function outboxesOf(testRun: TestRun, store: AiUsageEventStore): UsageOutbox[] {
  const runs = new Set([outsideRun(), testRun])
  return [...runs].flatMap(({ usageOutboxes }) => usageOutboxes.get(store) ?? [])
}
