import { EVIDENCE_KEY, runAsHook, type TestRun } from '../fakes/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: each runner has its own arguments
export type Hook = (...args: any[]) => unknown

export type Hooks = Record<'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach', Hook[]>

/** A suite of Vitest, or a file. */
export interface Suite {
  readonly type: 'suite'
  /** The data that is told to reporters. */
  readonly meta: Record<string, unknown>
  readonly tasks: readonly (Suite | Test)[]
  readonly name: string
  /** The suite around it: none around a file. */
  readonly suite?: Suite | undefined
  /** The path of a file. */
  readonly filepath?: string
}

/** A test of Vitest. */
export interface Test {
  readonly type: 'test'
  readonly name: string
  readonly suite?: Suite | undefined
  /** The data that is told to reporters. */
  readonly meta: Record<string, unknown>
  readonly result?: { readonly state?: string; pending?: boolean }
  onFinished?: Hook[]
}

/** Returns the name of a test with those of its suites: the runner tells it of the current test alone. */
export function fullNameOf(test: Test): string {
  const names = [test.name]
  for (let { suite } = test; suite && suite.filepath === undefined; suite = suite.suite) {
    names.unshift(suite.name)
  }
  return names.join(' > ')
}

/** Tells whether nobody waits for a verdict any more: the test has failed, or has skipped itself. */
export function isDecided({ result }: Test): boolean | 'skipped' {
  return result?.state === 'fail' || (result?.pending === true && 'skipped')
}

/**
 * Ends an attempt of a test, and tells reporters what it did with definitions. A failure counts though
 * the test has skipped itself, which Vitest takes for its end.
 */
export async function endAttempt(
  { meta, result }: Test,
  testRun: TestRun,
  settled: Promise<void>,
): Promise<void> {
  // The evidence is that of an earlier attempt.
  delete meta[EVIDENCE_KEY]
  try {
    await settled
  } catch (error) {
    if (result) result.pending = false
    throw error
  } finally {
    const evidence = testRun.readEvidence()
    if (evidence) meta[EVIDENCE_KEY] = evidence
  }
}

/** Replaces the hooks of a suite and of those in it by hooks that run in a run of their own. */
export function wrapSuiteHooks(
  suite: Suite,
  hooksOf: (suite: Suite) => Pick<Hooks, 'beforeAll' | 'afterAll'>,
): void {
  const hooks = hooksOf(suite)
  for (const list of [hooks.beforeAll, hooks.afterAll]) {
    for (const [index, hook] of list.entries()) list[index] = asSuiteHook(hook)
  }
  for (const task of suite.tasks) {
    if (task.type === 'suite') wrapSuiteHooks(task, hooksOf)
  }
}

function asSuiteHook(hook: Hook): Hook {
  const wrapped: Hook = async (...args) => {
    const cleanUp = await runAsHook(() => hook(...args))
    return typeof cleanUp === 'function' ? asSuiteHook(cleanUp as Hook) : cleanUp
  }
  // Its time-out and the place where it was declared hang on it.
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(hook))
}
