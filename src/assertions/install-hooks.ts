import type { Catalog } from '../definitions/index.ts'
import {
  type RunnerMocking,
  runInOwnEnvironment,
  sequentialEnvironment,
  sharedState,
} from '../fakes/index.ts'
import { settleAssertions } from './settle-assertions.ts'

type Hook = (run: () => void | Promise<void>) => void

/** What a runner offers to run code around tests. */
export interface RunnerHooks {
  readonly beforeEach: Hook
  readonly afterEach: Hook
  readonly afterAll: Hook
  /** The path of the file whose tests run, where the runner knows it. */
  readonly testPath?: () => string | undefined
  /** The definitions, where the runner hands them over. */
  readonly catalog?: () => Catalog | undefined
  /** Replaces a method by a spy that calls through, where the runner can. */
  readonly spyOn?: RunnerMocking['spyOn']
  /** Whether the runner runs sequential tests while concurrent ones are under way, as Jest 29 does. */
  readonly mixesTests?: boolean
}

/**
 * Resets the fakes before each test and settles open assertions after it. For concurrent tests,
 * whose hooks run while others are under way, `runConcurrentTest` does both.
 */
export function installHooks({
  beforeEach,
  afterEach,
  afterAll,
  testPath,
  catalog,
  spyOn,
  mixesTests = false,
}: RunnerHooks): void {
  const state = sharedState()
  state.settling = true
  state.mixesTests = mixesTests
  state.mocking = spyOn && { beforeEach, afterEach, spyOn }
  // A worker may run several test files, which share nothing: definitions may have changed, and the
  // last test of one has left its events.
  state.environment?.reset()
  state.catalog = undefined
  state.providedCatalog = () => catalog?.()
  state.testFolder = () => testPath?.()?.replace(/[\\/][^\\/]*$/, '')
  // Concurrent tests have fakes of their own, also where these hooks run for them.
  beforeEach(() => sequentialEnvironment().reset())
  afterEach(() => settleAssertions(sequentialEnvironment()))
  afterAll(() => {
    // These hooks end with the file. A worker that runs another one without them, since it has this
    // module already, leaves failures to the runner again.
    state.settling = false
    state.counterStore = undefined
    state.aiUsageEvents = undefined
    // Hooks of a suite may have asserted after the last test.
    return settleAssertions(sequentialEnvironment())
  })
}

/** Runs a concurrent test with fakes of its own, and settles the assertions that it made itself. */
export function runConcurrentTest(test: () => unknown): Promise<void> {
  return runInOwnEnvironment(test, settleAssertions)
}
