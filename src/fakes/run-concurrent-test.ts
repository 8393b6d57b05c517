import { BlockRun, runForTest } from './block-run.ts'
import { concurrentTests } from './concurrent-tests.ts'
import { createTestRun } from './current-run.ts'
import { settleAssertions } from './settle-assertions.ts'

/** Runs a concurrent test with fakes of its own, and settles its own assertions. */
export async function runConcurrentTest(test: () => unknown): Promise<void> {
  const tests = concurrentTests()
  const testRun = createTestRun()
  tests.add(testRun)
  try {
    await runForTest(testRun, async () => {
      try {
        await test()
      } catch (error) {
        // The test's own failure comes first; what is still open must be settled all the same.
        await settleAssertions(testRun).catch(() => {})
        throw error
      }
      await settleAssertions(testRun)
    })
  } finally {
    tests.delete(testRun)
    testRun.active = false
    BlockRun.closeAllOf(testRun)
  }
}
