import { onTestFinished } from 'vitest'
import { beginTest, settleTest, type TestRun } from '../../src/fakes/index.ts'

/** Begins a test beside the one that runs, and ends it with that. */
export function testBeside(name = 'the other test'): TestRun {
  const testRun = beginTest(name)
  onTestFinished(() => settleTest(testRun, true))
  return testRun
}
