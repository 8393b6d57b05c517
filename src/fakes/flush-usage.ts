import { outsideRun } from './create-test-run.ts'
import { placeOf } from './place-of-store.ts'
import type { TestRun } from './test-run.ts'
import type { UsageOutbox } from './usage-outbox.ts'

/**
 * Stores the rows that a test has tracked, and those that were tracked outside tests: for one place
 * of rows, or for all. The caller tells the test of what a store throws.
 */
export async function flushUsage(testRun: TestRun, place?: object): Promise<void> {
  for (const outbox of outboxesOf(testRun, place)) await outbox.flush()
}

/** Does so for a caller who may not tell of what the store throws: the end of the test will. */
export async function flushUntoldUsage(testRun: TestRun, place: object): Promise<void> {
  for (const outbox of outboxesOf(testRun, place)) await outbox.flushUntold()
}

function outboxesOf(testRun: TestRun, place: object | undefined): UsageOutbox[] {
  const runs = new Set([outsideRun(), testRun])
  return [...runs]
    .flatMap(({ usageOutboxes }) => [...usageOutboxes])
    .filter(([store]) => place === undefined || placeOf(store) === place)
    .map(([, outbox]) => outbox)
}
