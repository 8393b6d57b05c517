import {
  beginTest,
  outsideRun,
  runAsHook,
  runForTest,
  runToEnd,
  settleTest,
  type TestEvidence,
  type TestRun,
  type ToldTest,
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
  readonly name: string
  /** The block around it: none around that of the file. */
  readonly parent?: DescribeBlock
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
  readonly parent: DescribeBlock
  fn: Hook | undefined
  readonly concurrent: boolean
  readonly errors: readonly unknown[]
  readonly failing?: boolean
}

/** The evidence of what each test did with definitions in its latest attempt. */
type EvidenceOfTests = Map<CircusTest, TestEvidence | undefined>

/** The functions with which a set-up file of Jest registers its hooks, before all others. */
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
 * one: functions are replaced when the file's tree is complete. An attempt is known by the `this` that
 * its hooks and its function share. `end` ends the file, and gets what its tests did with definitions;
 * `preload` loads what tests may need.
 */
export function runJest(
  { beforeAll, beforeEach, afterEach, afterAll }: JestFile,
  state: CircusState | undefined,
  { end, preload }: { end: (tests: readonly ToldTest[]) => Promise<void>; preload: () => void },
): void {
  const evidence: EvidenceOfTests = new Map()
  const runs = new WeakMap<object, TestRun>()
  const runOf = (attempt: unknown): TestRun => {
    // Without a tree there is one run for all tests.
    if (!state) return outsideRun()
    const testRun = runs.get(attempt as object) ?? beginRun(state.currentlyRunningTest)
    runs.set(attempt as object, testRun)
    return testRun
  }
  const begin: Hook = function () {
    const testRun = runOf(this)
    if (!state) testRun.reset()
  }
  const settle: Hook = function () {
    const testRun = runOf(this)
    const test = state?.currentlyRunningTest
    const failed = (test?.errors.length ?? 0) > 0
    return runForTest(testRun, async () => {
      try {
        await settleTest(testRun, failed)
      } finally {
        if (test) evidence.set(test, testRun.readEvidence())
      }
    })
  }
  const endFile: Hook = () => end(state ? toldTests(state.rootDescribeBlock, evidence) : [])

  beforeAll(() => {
    if (!state) return
    const { hooks } = state.rootDescribeBlock
    const own = hooks.filter(({ fn }) => fn === begin || fn === settle || fn === endFile)
    wrapTree(state.rootDescribeBlock, new Set(own), { runOf, preload, evidence })
    // After all others of the file.
    const last = own.filter(({ fn }) => fn !== begin)
    hooks.splice(0, hooks.length, ...hooks.filter((hook) => !last.includes(hook)), ...last)
  })
  beforeEach(begin as () => void)
  afterEach(settle as () => Promise<void>)
  afterAll(endFile as () => Promise<void>)
}

function beginRun(test: CircusTest | null | undefined): TestRun {
  if (!test) return beginTest('a test')
  const names = [test.name]
  for (let block = test.parent; block.parent; block = block.parent) names.unshift(block.name)
  return beginTest(test.name, names.join(' > '))
}

/** Returns the tests of a block that have told something, each by its last attempt. */
function toldTests(
  block: DescribeBlock,
  evidence: EvidenceOfTests,
  path: readonly string[] = [],
): ToldTest[] {
  return block.children.flatMap((child) => {
    const names = [...path, child.name]
    if (child.type === 'describeBlock') return toldTests(child, evidence, names)
    const told = evidence.get(child)
    const passed = child.errors.length === 0
    return told ? [{ name: names.join(' > '), passed, evidence: told }] : []
  })
}

function wrapTree(
  block: DescribeBlock,
  own: ReadonlySet<CircusHook>,
  parts: {
    readonly runOf: (attempt: unknown) => TestRun
    readonly preload: () => void
    readonly evidence: EvidenceOfTests
  },
): void {
  const { runOf, preload, evidence } = parts
  for (const hook of block.hooks) {
    if (own.has(hook)) continue
    const isSuiteHook = hook.type === 'beforeAll' || hook.type === 'afterAll'
    hook.fn = isSuiteHook
      ? wrapToEnd(hook.fn, (_self, run) => runAsHook(run))
      : wrap(hook.fn, inRun)
  }
  for (const child of block.children) {
    if (child.type === 'describeBlock') wrapTree(child, own, parts)
    else if (child.fn) child.fn = wrapTest(child, child.fn)
  }

  function inRun(self: unknown, run: () => unknown): unknown {
    return runForTest(runOf(self), run)
  }

  function wrapTest(test: CircusTest, fn: Hook): Hook {
    const { concurrent, failing } = test
    if (concurrent) {
      // Jest calls no hooks around it.
      return wrap(fn, (_self, run) => {
        preloadModules()
        preload()
        const testRun = beginRun(test)
        return runToEnd(testRun, run).finally(() => {
          evidence.set(test, testRun.readEvidence())
        })
      })
    }
    // A test that is expected to fail has to fail in its function.
    return failing ? wrapToEnd(fn, (self, run) => runToEnd(runOf(self), run)) : wrap(fn, inRun)
  }
}

/** Wraps a function. Jest tells one with `done` by its length. */
function wrap(fn: Hook, way: (self: unknown, run: () => unknown) => unknown): Hook {
  if (fn.constructor.name === 'GeneratorFunction') return fn
  const wrapped: Hook = function (...args) {
    return way(this, () => fn.apply(this, args))
  }
  return Object.defineProperty(wrapped, 'length', { value: fn.length })
}

/** Wraps a function in what goes on after its end: Jest waits for a promise, or for `done`. */
function wrapToEnd(fn: Hook, way: (self: unknown, run: () => unknown) => Promise<unknown>): Hook {
  if (fn.length === 0) return wrap(fn, way)
  return function (done) {
    const tell = done as (reason?: unknown) => void
    let returned: unknown
    const run = () =>
      new Promise<void>((resolve, reject) => {
        let isDone = false
        returned = fn.call(this, (reason?: unknown) => {
          // Jest has an error for a second call.
          if (isDone) return tell(reason)
          isDone = true
          return reason ? reject(reason) : resolve()
        })
      })
    way(this, run).then(
      () => tell(),
      // Jest takes an error without a value for none.
      (error: unknown) => tell(error || `threw ${error}`),
    )
    // Jest refuses whatever one with `done` returns.
    return returned
  }
}
