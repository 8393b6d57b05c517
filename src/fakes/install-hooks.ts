import type { Catalog } from '../definitions/index.ts'
import { setCatalog } from './current-catalog.ts'
import { sequentialRun } from './current-run.ts'
import { type RunnerMocking, runner } from './runner.ts'
import { settleAssertions } from './settle-assertions.ts'
import { useAiUsageEvents } from './use-ai-usage-events.ts'
import { useCounterStore } from './use-counter-store.ts'

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
  const runs = runner()
  runs.settles = true
  runs.mixesTests = mixesTests
  runs.mocking = spyOn && { beforeEach, afterEach, spyOn }
  runs.providedCatalog = () => catalog?.()
  runs.testFolder = () => testPath?.()?.replace(/[\\/][^\\/]*$/, '')
  // A worker may run several test files, which share nothing: definitions may have changed, and the
  // last test of one has left its events.
  sequentialRun().reset()
  setCatalog(undefined)
  // Concurrent tests have fakes of their own, also where these hooks run for them.
  beforeEach(() => sequentialRun().reset())
  afterEach(() => settleAssertions(sequentialRun()))
  afterAll(() => {
    // These hooks end with the file. A worker that runs another one without them, since it has this
    // module already, leaves failures to the runner again.
    runs.settles = false
    useCounterStore(undefined)
    useAiUsageEvents(undefined)
    // Hooks of a suite may have asserted after the last test.
    return settleAssertions(sequentialRun())
  })
}
