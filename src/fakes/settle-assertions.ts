import { BlockRun } from './block-run.ts'
import type { TestRun } from './test-run.ts'

/**
 * Settles the assertions that a test left open. Fails the test for each that does not hold, and for
 * each that is asynchronous and was never awaited.
 */
export async function settleAssertions(testRun: TestRun): Promise<void> {
  const open = [...testRun.openAssertions]
  testRun.openAssertions.clear()
  const errors: unknown[] = []
  for (const assertion of open) {
    await assertion.settle().catch((error: unknown) => errors.push(error))
  }
  BlockRun.closeAllOf(testRun)
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw combined(errors)
}

/** Makes one error of all: runners show one error of a hook. It points where the first did. */
function combined(errors: readonly unknown[]): unknown {
  const message = errors
    .map((error) => (error instanceof Error ? error.message : String(error)))
    .join('\n\n')
  const error = new AggregateError(errors, message)
  const frames = /\n\s+at .*/s.exec((errors[0] as Error).stack ?? '')?.[0]
  if (frames) error.stack = `Error: ${message}${frames}`
  return error
}
