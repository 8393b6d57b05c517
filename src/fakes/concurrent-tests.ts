import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** Returns the concurrent tests that run now. */
export function concurrentTests(): Set<TestRun> {
  return shared('concurrent-tests', () => new Set())
}
