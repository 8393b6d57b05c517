import type { AsyncLocalStorage } from 'node:async_hooks'
import { runsInBrowser } from './require-module.ts'

/** A value that belongs to a function and to all that it starts, across `await`. */
export interface AsyncScope<Value> {
  current(): Value | undefined
  run<Result>(value: Value, block: () => Result): Result
  /** Runs a function that belongs to nothing. */
  exit<Result>(block: () => Result): Result
  /** Has the rest of the running callback, and all that it starts, belong to the value. */
  enter(value: Value): void
  /** Has the rest of the running callback, and all that it starts, belong to nothing. */
  leave(): void
}

export function createAsyncScope<Value>(): AsyncScope<Value> {
  if (runsInBrowser()) return createSyncScope()
  const { AsyncLocalStorage: Storage } = process.getBuiltinModule('node:async_hooks')
  const storage: AsyncLocalStorage<Value | undefined> = new Storage()
  return {
    current: () => storage.getStore(),
    run: (value, block) => storage.run(value, block),
    exit: (block) => storage.run(undefined, block),
    enter: (value) => storage.enterWith(value),
    leave: () => storage.enterWith(undefined),
  }
}

/** Makes a scope that ends when its function returns: browsers cannot follow what it started. */
function createSyncScope<Value>(): AsyncScope<Value> {
  let current: Value | undefined
  const within = <Result>(value: Value | undefined, block: () => Result): Result => {
    const outer = current
    current = value
    try {
      return block()
    } finally {
      current = outer
    }
  }
  return {
    current: () => current,
    run: within,
    exit: (block) => within(undefined, block),
    enter(value) {
      current = value
    },
    leave() {
      current = undefined
    },
  }
}
