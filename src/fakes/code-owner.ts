import { type AsyncScope, createAsyncScope, shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** The test and the block that code belongs to. */
export interface Owner<Block> {
  readonly testRun: TestRun
  readonly block?: Block
}

const scope = <Block>(): AsyncScope<Owner<Block>> => shared('scope', createAsyncScope<Owner<Block>>)

/** Returns whose code runs; what a hook of a suite has left behind, a server say, is nobody's. */
export function owner<Block>(): Owner<Block> | undefined {
  const own = scope<Block>().current()
  return own?.testRun.ended && own.testRun.kind !== 'test' ? undefined : own
}

/** Returns the run that the code belongs to, even when its test has ended. */
export function ownRun(): TestRun | undefined {
  return owner()?.testRun
}

/** Runs code as that of an owner: all that it starts belongs to the owner, across `await`. */
export function runForOwner<Result>(owner: Owner<unknown>, run: () => Result): Result {
  return scope().run(owner, run)
}

/**
 * Returns a new function that belongs to the running code, wherever it is called; where that code
 * belongs to no test, to its caller.
 */
export function keepOwner<Args extends unknown[]>(
  run: (...args: Args) => unknown,
): (...args: Args) => unknown {
  const own = scope().current()
  return function (this: unknown, ...args) {
    return own ? scope().run(own, () => run.apply(this, args)) : run.apply(this, args)
  }
}

/** Runs code for the given test, whatever started that code. */
export function runForTest<Result>(testRun: TestRun, run: () => Result): Result {
  return scope().run({ testRun }, run)
}

/**
 * Makes something that several tests share, such as a connection, a worker or a pool, where a test
 * is the first to need it: what it tracks later belongs to the test whose block is open then, not to
 * the one that made it. Returns what the function returns.
 *
 * @example
 * ```ts
 * import { outsideTests } from 'internal-events-testing'
 *
 * let pool: Set<string> | undefined
 * const connections = () => {
 *   pool ??= outsideTests(() => new Set())
 *   return pool
 * }
 * console.log(connections().size) // 0
 * ```
 */
export function outsideTests<Result>(create: () => Result): Result {
  return scope().exit(create)
}

/** Has the rest of the running callback, and all that it starts, belong to the owner. */
export function continueAs(owner: Owner<unknown> | undefined): void {
  if (owner) scope().enter(owner)
  else scope().leave()
}

/** Has the rest of the running callback belong to the open block, where an ended test has begun it. */
export function leaveEndedTest(): void {
  if (scope().current()?.testRun.ended) scope().leave()
}
