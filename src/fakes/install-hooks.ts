import type { Catalog } from '../definitions/index.ts'
import { setCatalog } from './current-catalog.ts'
import { sequentialRun } from './current-run.ts'
import { type RunnerMocking, runner } from './runner.ts'
import { settleAssertions } from './settle-assertions.ts'
import { useAiUsageEvents } from './use-ai-usage-events.ts'
import { useCounterStore } from './use-counter-store.ts'

type Hook = (run: () => void | Promise<void>) => void

/** The hooks of a runner, which run code around tests. */
export interface RunnerHooks {
  readonly beforeEach: Hook
  readonly afterEach: Hook
  readonly afterAll: Hook
  /** Returns the path of the file whose tests run, where the runner knows it. */
  readonly testPath?: () => string | undefined
  /** Returns the definitions, where the runner hands them over. */
  readonly catalog?: () => Catalog | undefined
  /** Replaces a method by a spy that calls through, where the runner can. */
  readonly spyOn?: RunnerMocking['spyOn']
  /** True when the runner runs sequential tests beside concurrent ones, as Jest 29 does. */
  readonly mixesTests?: boolean
}

/**
 * Resets the fakes before each test and settles open assertions after it. The hooks of a concurrent
 * test run while other tests are under way; for such a test `runConcurrentTest` does both.
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
  const runs = runner()
  runs.settles = true
  runs.mixesTests = mixesTests
  runs.mocking = spyOn && { beforeEach, afterEach, spyOn }
  runs.providedCatalog = () => catalog?.()
  runs.testFolder = () => testPath?.()?.replace(/[\\/][^\\/]*$/, '')
  // A worker may run several test files, which share nothing. Definitions may have changed since
  // the last file, whose last test has left its events.
  sequentialRun().reset()
  setCatalog(undefined)
  // Concurrent tests have fakes of their own, even where these hooks run for them.
  beforeEach(() => sequentialRun().reset())
  afterEach(() => settleAssertions(sequentialRun()))
  afterAll(() => {
    // These hooks end with the file. The worker may run the next file without them, since it has
    // loaded this module already. Failures are then left to the runner again.
    runs.settles = false
    useCounterStore(undefined)
    useAiUsageEvents(undefined)
    // Hooks of a suite may have asserted after the last test.
    return settleAssertions(sequentialRun())
  })
}
