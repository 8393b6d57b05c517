import { outsideTests, runForTest } from './code-owner.ts'
import { createTestRun } from './create-test-run.ts'
import { keepOwnersOfTimers } from './fake-clock.ts'
import { runningTests } from './running-tests.ts'
import { settleTest } from './settle-test.ts'
import type { TestRun } from './test-run.ts'

/** Begins a test, or one more attempt of it, with fakes of its own. `fullName` has its suites, too. */
export function beginTest(name: string, fullName?: string): TestRun {
  // What waits on a fake clock between tests is that of the file, hence of no test.
  if (runningTests().size === 0) outsideTests(keepOwnersOfTimers)
  const testRun = createTestRun('test', name, fullName)
  runningTests().add(testRun)
  return testRun
}

/**
 * Runs a test and settles what it left open. The test's own failure comes first; `hasFailed` tells
 * of one that the runner keeps to itself.
 */
export function runToEnd(
  testRun: TestRun,
  test: () => unknown,
  hasFailed: () => boolean | 'skipped' = () => false,
): Promise<void> {
  return runForTest(testRun, async () => {
    try {
      await test()
    } catch (error) {
      await settleTest(testRun, true).catch(() => {})
      throw error
    }
    await settleTest(testRun, hasFailed())
  })
}

/** Runs a hook of a suite in a run of its own, and settles what it left open. */
export function runAsHook<Result>(hook: () => Result | Promise<Result>): Promise<Result> {
  const testRun = createTestRun('hook', 'a hook of a suite')
  return runForTest(testRun, async () => {
    const result = await hook()
    await settleTest(testRun)
    return result
  })
}
