import type { InMemoryCounterStore } from '../counters/index.ts'
import { BlockRun } from './block-run.ts'
import { ownRun } from './code-owner.ts'
import { outsideRun } from './create-test-run.ts'
import { FakesError } from './fakes-error.ts'
import { warnOfMissingSetUp } from './missing-set-up.ts'
import { noteSentPayload } from './note-sent.ts'
import { runner } from './runner.ts'
import { runningTests } from './running-tests.ts'
import { makerOfWorks, type TestRun } from './test-run.ts'
import { createTestWorks } from './test-works.ts'

/**
 * Returns the run that the running code belongs to: that of its test, even when the test has ended.
 * Code of no test (a server that was started before all, say) works for the only test that runs.
 */
export function currentRun(): TestRun {
  const own = ownRun()
  if (own) return own
  const [only, other] = runningTests()
  return only && !other ? only : outsideRun()
}

// Whoever uses a run's journal, counters or tracker has loaded this.
makerOfWorks().make ??= (testRun) =>
  createTestWorks(testRun, {
    record(list, recorded) {
      warnOfMissingSetUp()
      return BlockRun.record(list, recorded)
    },
    noteSentPayload,
    noteSilence: BlockRun.noteSilence,
    usedStore: BlockRun.usedStore,
    counterStore: BlockRun.counterStore,
    current: currentRun,
  })

/** Tells whether a test reads what is recorded: a set-up file settles its tests, or a block is open. */
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
    'Failed to read the counters in memory: useCounterStore makes the tests count in another store. Read that store, or a metric in it with usageMetrics.valueIn(store, keyPath).',
  )
}
