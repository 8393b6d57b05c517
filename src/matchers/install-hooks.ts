import { currentEnvironment, resetFakes, runInOwnEnvironment, sharedState } from '../fakes/index.ts'
import { settleAssertions } from './settle-assertions.ts'

type Hook = (run: () => void | Promise<void>) => void

/** What a runner offers to run code around tests. */
export interface RunnerHooks {
  readonly beforeEach: Hook
  readonly afterEach: Hook
  readonly afterAll: Hook
  /** The path of the file whose tests run, where the runner knows it. */
  readonly testPath?: () => string | undefined
}

/**
 * Resets the fakes before each test and settles open assertions after it. Where tests run
 * concurrently, hooks cannot tell whose turn it is: `runConcurrentTest` wraps those instead.
 */
export function installHooks({ beforeEach, afterEach, afterAll, testPath }: RunnerHooks): void {
  const state = sharedState()
  state.settling = true
  // Definitions may change between the test files that one worker runs.
  state.catalog = undefined
  state.testFolder = () => testPath?.()?.replace(/[\\/][^\\/]*$/, '')
  beforeEach(() => {
    if (state.concurrent.size === 0) resetFakes()
  })
  afterEach(() => settleAssertions(sequentialEnvironment()))
  // Hooks of a suite may have asserted after the last test.
  afterAll(() => settleAssertions(sequentialEnvironment()))
}

/** Runs a concurrent test with fakes of its own, and settles the assertions that it made itself. */
export function runConcurrentTest(test: () => unknown): Promise<void> {
  return runInOwnEnvironment(test, settleAssertions)
}

function sequentialEnvironment() {
  const state = sharedState()
  return state.environment ?? currentEnvironment()
}
