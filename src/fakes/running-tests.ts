import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** Returns the tests that run now. */
export function runningTests(): Set<TestRun> {
  return shared('running-tests', () => new Set())
}
