import {
  beginTest,
  outsideRun,
  runAsHook,
  runForTest,
  runToEnd,
  settleTest,
  type TestRun,
} from '../fakes/index.ts'
import { preloadModules } from '../foundation/index.ts'

type Hook = (this: unknown, ...args: unknown[]) => unknown

/** The state of jest-circus, which reads functions off its tree when it calls them. */
interface CircusState {
  readonly rootDescribeBlock: DescribeBlock
  readonly currentlyRunningTest?: CircusTest | null
  /** The process that runs the tests; theirs is a copy that nobody emits on. */
  readonly parentProcess?: NodeJS.Process
}

interface DescribeBlock {
  readonly type: 'describeBlock'
  readonly hooks: CircusHook[]
  readonly children: readonly (DescribeBlock | CircusTest)[]
}

interface CircusHook {
  fn: Hook
  readonly type: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll'
}

interface CircusTest {
  readonly type: 'test'
  readonly name: string
  fn: Hook | undefined
  readonly concurrent: boolean
  readonly errors: readonly unknown[]
  readonly failing?: boolean
}

/** What a set-up file of Jest registers its hooks with, before all others. */
interface JestFile {
  beforeAll(hook: () => void): void
  beforeEach(hook: () => void): void
  afterEach(hook: () => Promise<void>): void
  afterAll(hook: () => Promise<void>): void
}

/** Returns the state of jest-circus; `undefined` with another runner, such as jasmine2. */
export function circusState(): CircusState | undefined {
  const symbol = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  )
  return symbol && (globalThis as unknown as Record<symbol, CircusState>)[symbol]
}

/**
 * Gives each attempt of each test of Jest a run of its own, with its hooks, and each hook of a suite
 * one: functions are replaced when the file's tree is complete. `end` ends the file, and `preload` loads
 * what tests may need. An attempt is
 * known by the `this` that its hooks and its function share.
 */
export function runJest(
  { beforeAll, beforeEach, afterEach, afterAll }: JestFile,
  state: CircusState | undefined,
  { end, preload }: { end: () => Promise<void>; preload: () => void },
): void {
  const runs = new WeakMap<object, TestRun>()
  const runOf = (attempt: unknown): TestRun => {
    // Without a tree there is one run for all tests.
    if (!state) return outsideRun()
    const testRun =
      runs.get(attempt as object) ?? beginTest(state.currentlyRunningTest?.name ?? 'a test')
    runs.set(attempt as object, testRun)
    return testRun
  }
  const begin: Hook = function () {
    const testRun = runOf(this)
    if (!state) testRun.reset()
  }
  const settle: Hook = function () {
    const testRun = runOf(this)
    const failed = (state?.currentlyRunningTest?.errors.length ?? 0) > 0
    return runForTest(testRun, () => settleTest(testRun, failed))
  }

  beforeAll(() => {
    if (!state) return
    const { hooks } = state.rootDescribeBlock
    const own = hooks.filter(({ fn }) => fn === begin || fn === settle || fn === end)
    wrapTree(state.rootDescribeBlock, new Set(own), runOf, preload)
    // After all others of the file.
    const last = own.filter(({ fn }) => fn !== begin)
    hooks.splice(0, hooks.length, ...hooks.filter((hook) => !last.includes(hook)), ...last)
  })
  beforeEach(begin as () => void)
  afterEach(settle as () => Promise<void>)
  afterAll(end)
}

function wrapTree(
  block: DescribeBlock,
  own: ReadonlySet<CircusHook>,
  runOf: (attempt: unknown) => TestRun,
  preload: () => void,
): void {
  for (const hook of block.hooks) {
    if (own.has(hook)) continue
    const isSuiteHook = hook.type === 'beforeAll' || hook.type === 'afterAll'
    hook.fn = wrap(hook.fn, isSuiteHook ? (_self, run) => runAsHook(run) : inRun)
  }
  for (const child of block.children) {
    if (child.type === 'describeBlock') wrapTree(child, own, runOf, preload)
    else if (child.fn) child.fn = wrap(child.fn, wayOf(child))
  }

  function inRun(self: unknown, run: () => unknown): unknown {
    return runForTest(runOf(self), run)
  }

  function wayOf({ concurrent, failing, name }: CircusTest): typeof inRun {
    if (concurrent) {
      // Jest calls no hooks around it.
      return (_self, run) => {
        preloadModules()
        preload()
        return runToEnd(beginTest(name), run)
      }
    }
    // A test that is expected to fail has to fail in its function.
    return failing ? (self, run) => runToEnd(runOf(self), run) : inRun
  }
}

/** Jest tells a function with `done` by its length. */
function wrap(fn: Hook, way: (self: unknown, run: () => unknown) => unknown): Hook {
  if (fn.constructor.name === 'GeneratorFunction') return fn
  const wrapped: Hook = function (...args) {
    return way(this, () => fn.apply(this, args))
  }
  return Object.defineProperty(wrapped, 'length', { value: fn.length })
}
