import { messageOf, nextMacrotask } from '../foundation/index.ts'
import { runForTest } from './code-owner.ts'
import { keepOwnersOfTimers } from './fake-clock.ts'
import { judgeOfSent } from './judge-of-sent.ts'
import { closeBlocksOf } from './open-blocks.ts'
import { latestAsyncId } from './own-timer.ts'
import { runningTests } from './running-tests.ts'
import { mayBeCollected } from './seen-request.ts'
import type { TestRun } from './test-run.ts'

/**
 * Ends a test, when it has settled the assertions that the test left open: it fails for each that does not
 * hold, for each that nobody awaited, for what came later than a block allows, for AI usage events
 * that its store did not take, and for personal data that it sent. What the test has sent to a collector arrives before.
 *
 * @param failed Whether the test has failed already, so that an assertion without a verdict, and
 *   personal data, is no news; `skipped` where it has skipped itself, and a failure still counts.
 */
export async function settleTest(
  testRun: TestRun,
  failed: boolean | 'skipped' = false,
): Promise<void> {
  await nextMacrotask()
  if (mayBeCollected()) await testRun.underWay.settle()
  const errors = await settleAll(testRun, failed)
  testRun.failed = failed !== false || errors.length > 0
  testRun.lastAsyncId = latestAsyncId()
  if (testRun.kind !== 'outside') {
    runForTest(testRun, keepOwnersOfTimers)
    testRun.ended = true
  }
  runningTests().delete(testRun)
  closeBlocksOf(testRun)
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw combined(errors)
}

async function settleAll(testRun: TestRun, failed: boolean | 'skipped'): Promise<unknown[]> {
  const errors: unknown[] = []
  for (const assertion of testRun.openAssertions) {
    await assertion.settle(failed !== false).catch((error: unknown) => errors.push(error))
  }
  testRun.openAssertions.clear()
  for (const outbox of testRun.usageOutboxes.values()) {
    await outbox.end().catch((error: unknown) => errors.push(error))
  }
  testRun.usageOutboxes.clear()
  await judgeSent(testRun, errors.length > 0).catch((error: unknown) => {
    if (failed !== true) errors.push(error)
  })
  return [...errors, ...testRun.unhandled.splice(0)]
}

/** Judges what the test sent, where the runner's set-up has said how. */
async function judgeSent(testRun: TestRun, hasErrors: boolean): Promise<void> {
  try {
    await judgeOfSent().judge(testRun, hasErrors)
  } finally {
    testRun.sent.length = 0
  }
}

/** Makes one error of all: runners show one error of a hook. It points where the first did. */
function combined(errors: readonly unknown[]): unknown {
  const message = errors.map(messageOf).join('\n\n')
  const error = new AggregateError(errors, message)
  const { stack = '' } = (errors[0] ?? {}) as Partial<Error>
  const frames = /\n\s+at .*/s.exec(stack)?.[0]
  if (frames) error.stack = `Error: ${message}${frames}`
  return error
}
