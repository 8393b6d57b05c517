import { shared } from '../foundation/index.ts'
import type { TestRun } from './test-run.ts'

/** The object that emits `unhandledRejection` to the runner. */
export interface RejectionEmitter {
  emit(event: string | symbol, ...args: unknown[]): boolean
}

const tests = () => shared('failures', () => new WeakMap<object, TestRun>())

/** Notes whose assertion a failure is, so that its test fails where nobody handles it. */
export function noteFailure(error: unknown, testRun: TestRun): void {
  if (typeof error === 'object' && error !== null) tests().set(error, testRun)
}

/**
 * Has failures of assertions that nobody handled fail the test that made them, at its end; all other
 * rejections go on to the runner. A listener would not do: with a second one Vitest takes every
 * rejection as handled, and Jest removes listeners. Returns the undo.
 */
export function catchUnhandledFailures(emitter: RejectionEmitter): () => void {
  const { emit } = emitter
  emitter.emit = function (event, ...args) {
    const [reason] = args
    const testRun = event === 'unhandledRejection' ? tests().get(reason as object) : undefined
    if (!testRun) return emit.call(this, event, ...args)
    if (!testRun.ended) testRun.unhandled.push(reason)
    // A failure that comes after the end was reported then, as not awaited.
    else if (!testRun.notAwaited) return emit.call(this, event, ...args)
    return true
  }
  return () => {
    emitter.emit = emit
  }
}
