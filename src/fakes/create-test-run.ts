import { shared } from '../foundation/index.ts'
import { type RunKind, TestRun } from './test-run.ts'

/** Makes a run with nothing in it. */
export function createTestRun(kind: RunKind, name: string, fullName?: string): TestRun {
  return new TestRun(kind, name, fullName)
}

/** Returns the run of code that belongs to no test; without a set-up file, of all tests. */
export function outsideRun(): TestRun {
  return shared('outside-run', () => createTestRun('outside', ''))
}
