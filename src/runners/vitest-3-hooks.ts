import { beginTest, runForTest, settleTest, type TestRun } from '../fakes/index.ts'
import {
  endAttempt,
  fullNameOf,
  type Hook,
  type Hooks,
  isDecided,
  type Suite,
  type Test,
  wrapSuiteHooks,
} from './suite-hooks.ts'

/** The exports of `vitest/suite` in Vitest 3 and 4, an entry point that Vitest 5 does not have. */
export interface VitestSuite {
  getFn(task: Test): Hook
  setFn(task: Test, test: Hook): void
  getHooks(suite: Suite): Hooks
}

/** The hooks that a set-up file of Vitest 3.2 registers before all others. */
interface FileHooks {
  beforeAll(hook: (file: Suite) => void): void
  beforeEach(hook: (context: { readonly task: Test }) => void): void
  afterAll(hook: () => Promise<void>): void
}

/**
 * Gives each test of Vitest 3.2, which has no hook around a test, a run of its own: functions of
 * tests and hooks are replaced when the file's tree is complete. `end` ends the file.
 */
export function runVitest3(
  functions: VitestSuite,
  { beforeAll, beforeEach, afterAll }: FileHooks,
  end: (file: Suite) => Promise<void>,
): void {
  const runs = new WeakMap<Test, TestRun>()
  const within = (task: Test, run: () => unknown) => {
    const testRun = runs.get(task)
    return testRun ? runForTest(testRun, run) : run()
  }
  let file: Suite
  beforeAll((suite) => {
    file = suite
    wrapSuiteHooks(file, functions.getHooks)
    wrapTests(file, functions, within)
  })
  // The first hook of each attempt, since it is registered before all others.
  beforeEach(({ task }) => {
    const testRun = beginTest(task.name, fullNameOf(task))
    runs.set(task, testRun)
    task.onFinished = finishedHooks(
      (run) => within(task, run),
      () => endAttempt(task, testRun, settleTest(testRun, isDecided(task))),
    )
  })
  // The arguments that Vitest gives to this hook depend on its version.
  afterAll(() => end(file))
}

/** Replaces the functions of a suite's tests and of the hooks around each, those of inner suites included. */
function wrapTests(
  suite: Suite,
  { getFn, setFn, getHooks }: VitestSuite,
  within: (task: Test, run: () => unknown) => unknown,
): void {
  const hooks = getHooks(suite)
  for (const list of [hooks.beforeEach, hooks.afterEach]) {
    for (const [index, hook] of list.entries()) {
      list[index] = async (context: { readonly task: Test }, ...rest: unknown[]) => {
        const cleanUp = await within(context.task, () => hook(context, ...rest))
        return typeof cleanUp === 'function'
          ? () => within(context.task, cleanUp as () => unknown)
          : cleanUp
      }
    }
  }
  for (const task of suite.tasks) {
    if (task.type === 'suite') {
      wrapTests(task, { getFn, setFn, getHooks }, within)
      continue
    }
    const test = getFn(task)
    if (test) setFn(task, (...args) => within(task, () => test(...args)))
  }
}

/** Returns what `onTestFinished` adds to, with `last` in it. The list runs in reverse, hence `last` after all. */
function finishedHooks(within: (run: () => unknown) => unknown, last: Hook): Hook[] {
  const wrap =
    (hook: Hook): Hook =>
    (...args) =>
      within(() => hook(...args))
  const finished = [wrap(last)]
  finished.push = (...hooks) => Array.prototype.push.apply(finished, hooks.map(wrap))
  return finished
}
