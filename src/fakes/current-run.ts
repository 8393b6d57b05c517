import type { InMemoryCounterStore } from '../counters/index.ts'
import { shared } from '../foundation/index.ts'
import { BlockRun, currentTest } from './block-run.ts'
import { concurrentTests } from './concurrent-tests.ts'
import { FakesError } from './fakes-error.ts'
import { runner } from './runner.ts'
import { TestRun } from './test-run.ts'

/**
 * Returns the test run of the concurrent test that the running code belongs to. Code without one (a
 * server started before the tests, say) gets the run of the only concurrent test under way, or else
 * the one that sequential tests share.
 */
export function currentRun(): TestRun {
  const own = currentTest()
  if (own) return own
  const [only, other] = concurrentTests()
  return only && !other && !runner().mixesTests ? only : sequentialRun()
}

/** Returns the test run that sequential tests share. */
export function sequentialRun(): TestRun {
  return shared('sequential-run', createTestRun)
}

/** Makes an empty test run, which gives its records to the open blocks. */
export function createTestRun(): TestRun {
  return new TestRun((kind, recorded) => BlockRun.record(kind, recorded))
}

/** Tells whether a test here reads the records: a set-up file is in use, or a block is open. */
export function isTesting(): boolean {
  return runner().settles || BlockRun.anyIsOpen()
}

/**
 * Returns the counters in memory of the running test.
 *
 * @throws {FakesError} `COUNTED_ELSEWHERE` when the tests count in another store.
 */
export function countersInMemory(): InMemoryCounterStore {
  const { counters, store } = currentRun()
  if (!store) return counters
  throw new FakesError(
    'COUNTED_ELSEWHERE',
    'Failed to read the counters in memory: useCounterStore makes the tests count in another store. Read that store, or a metric in it with usageMetrics.valueIn(store, keyPath).',
  )
}
