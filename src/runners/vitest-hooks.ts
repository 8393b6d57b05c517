import { beginTest, runToEnd } from '../fakes/index.ts'
import {
  endAttempt,
  fullNameOf,
  type Hooks,
  isDecided,
  type Suite,
  type Test,
  wrapSuiteHooks,
} from './suite-hooks.ts'

/** The methods that `TestRunner` of Vitest 4.1 and later offers. */
export interface VitestRunner {
  getCurrentSuite(): {
    on(
      name: 'aroundEach',
      hook: (runTest: () => Promise<void>, context: { readonly task: Test }) => unknown,
    ): void
  }
  getSuiteHooks(suite: Suite): Hooks
}

type AroundAll = (
  hook: (runSuite: () => Promise<void>, fixtures: object, suite: Suite) => Promise<void>,
) => void

/**
 * Gives each test of Vitest 4.1 and later a run of its own, with its hooks and fixtures, and each
 * hook of a suite one; `end` ends the file.
 */
export function runVitest(
  runner: VitestRunner,
  aroundAll: AroundAll,
  end: (file: Suite) => Promise<void>,
): void {
  // Not by aroundEach(), which makes fixtures before it calls the hook, hence outside of the run.
  runner.getCurrentSuite().on('aroundEach', (runTest, { task }) => {
    const testRun = beginTest(task.name, fullNameOf(task))
    return endAttempt(
      task,
      testRun,
      runToEnd(testRun, runTest, () => isDecided(task)),
    )
  })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads off the pattern that it takes no fixture
  aroundAll(async (runSuite, {}, suite) => {
    wrapSuiteHooks(suite, (of) => runner.getSuiteHooks(of))
    await runSuite()
    await end(suite)
  })
}
