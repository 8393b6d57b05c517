// A type alone: browsers load this room too.
import type { AsyncResource } from 'node:async_hooks'
import {
  beginTest,
  outsideRun,
  runAsHook,
  runForTest,
  settleTest,
  type TestRun,
} from '../fakes/index.ts'
import { isPromiseLike, ModuleError } from '../foundation/index.ts'

/** The hooks of `node:test`, and the class whose instances its tests are. */
interface NodeTest {
  readonly AsyncResource: { readonly prototype: AsyncResource }
  afterEach(hook: (context: TestContext) => void): void
  after(hook: () => Promise<void>): void
}

interface TestContext {
  readonly name: string
  /** With the names of its suites; older versions of Node.js do not tell it. */
  readonly fullName?: string
  skip(message?: string): void
  after(hook: () => Promise<void>): void
}

type Hook = (this: unknown, ...args: unknown[]) => unknown

/**
 * Gives each test of `node:test` a run of its own, with its hooks, and each hook of a suite one.
 * `node:test` runs all of them as asynchronous resources of classes of its own, with the context of
 * the test or of the suite as first argument; there is no other place around them. `end` ends the
 * file.
 *
 * @throws {ModuleError} `RUNNER_UNSUPPORTED` in Deno, whose tests are no such resources.
 */
export function runNodeTest(
  { AsyncResource, afterEach, after }: NodeTest,
  end: () => Promise<void>,
): void {
  if ('Deno' in globalThis) {
    throw new ModuleError(
      'RUNNER_UNSUPPORTED',
      'Failed to set up node:test: Deno does not tell its tests apart, so an assertion that nobody awaits would pass. Run the tests with Vitest, or with Node.js.',
    )
  }
  const runs = new WeakMap<object, TestRun>()
  const skipped = new WeakSet<object>()
  const runOf = (context: TestContext): TestRun => {
    const known = runs.get(context)
    if (known) return known
    const testRun = beginTest(context.name, context.fullName)
    runs.set(context, testRun)
    const { skip } = context
    context.skip = (message) => {
      skipped.add(context)
      skip.call(context, message)
    }
    return testRun
  }
  // A test that skips itself has no hooks any more and cannot fail, but the file can.
  const settling: Promise<unknown>[] = []
  const settlingSkipped = (context: TestContext, result: unknown): unknown => {
    const settle = () => {
      if (!skipped.has(context)) return
      const settled = settleTest(runOf(context), 'skipped')
      settling.push(settled.catch((error) => outsideRun().unhandled.push(error)))
    }
    if (isPromiseLike(result)) return Promise.resolve(result).finally(settle)
    settle()
    return result
  }
  const { runInAsyncScope } = AsyncResource.prototype
  // Within the resource's scope, which brings its own values of asynchronous storages.
  const inside = (way: (run: () => unknown) => unknown, fn: Hook): Hook =>
    function (this: unknown, ...args) {
      return way(() => fn.apply(this, args))
    }
  const around = function (this: AsyncResource, fn: Hook, self: unknown, ...args: unknown[]) {
    const kind = this.constructor.name
    const context = args[0] as TestContext | undefined
    const pass = (run: Hook) => Reflect.apply(runInAsyncScope, this, [run, self, ...args])
    if ((kind !== 'Test' && kind !== 'TestHook') || !context) return pass(fn)
    const isTest = context.constructor.name === 'TestContext' && context.name !== '<root>'
    if (isTest) {
      const result = pass(inside((run) => runForTest(runOf(context), run), fn))
      return settlingSkipped(context, result)
    }
    // One with a callback must not return a promise.
    if (kind !== 'TestHook' || typeof args.at(-1) === 'function') return pass(fn)
    return pass(inside(runAsHook, fn))
  }
  AsyncResource.prototype.runInAsyncScope = around as typeof runInAsyncScope

  afterEach((context) => {
    const testRun = runOf(context)
    // After all other hooks of the test.
    context.after(() => settleTest(testRun))
  })
  after(async () => {
    AsyncResource.prototype.runInAsyncScope = runInAsyncScope
    await Promise.all(settling)
    await end()
  })
}
