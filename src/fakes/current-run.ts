import type { InMemoryCounterStore } from '../counters/index.ts'
import { shared } from '../foundation/index.ts'
import { BlockRun, currentTest } from './block-run.ts'
import { concurrentTests } from './concurrent-tests.ts'
import { FakesError } from './fakes-error.ts'
import { runner } from './runner.ts'
import { TestRun } from './test-run.ts'

/**
 * Returns the test run that the running code belongs to: that of its concurrent test; for code
 * without one (a server started before the tests, say) that of the only concurrent test that runs.
 */
export function currentRun(): TestRun {
  const own = currentTest()
  if (own) return own
  const [only, other] = concurrentTests()
  return only && !other && !runner().mixesTests ? only : sequentialRun()
}

/** Returns the test run that tests share which run one after another. */
export function sequentialRun(): TestRun {
  return shared('sequential-run', createTestRun)
}

/** Makes a test run with nothing in it, whose blocks are given what it records. */
export function createTestRun(): TestRun {
  return new TestRun((kind, recorded) => BlockRun.record(kind, recorded))
}

/** Tells whether a test of this process reads what is recorded: a set-up file resets it, or a block is open. */
export function isTesting(): boolean {
  return runner().settles || BlockRun.anyIsOpen()
}

/**
 * Returns the counters in memory of the running test.
 *
 * @throws {FakesError} `COUNTED_ELSEWHERE` where nothing is counted there.
 */
export function countersInMemory(): InMemoryCounterStore {
  const { counters, store } = currentRun()
  if (!store) return counters
  throw new FakesError(
    'COUNTED_ELSEWHERE',
    'Failed to read the counters in memory: useCounterStore has the tests count in another store. Read that one, or a metric in it by usageMetrics.valueIn(store, keyPath).',
  )
}
