import type { AsyncLocalStorage } from 'node:async_hooks'
import { runsInBrowser } from './require-module.ts'

/** A value that belongs to a function and to all that it starts, across `await`. */
export interface AsyncScope<Value> {
  current(): Value | undefined
  run<Result>(value: Value, block: () => Result): Result
}

export function createAsyncScope<Value>(): AsyncScope<Value> {
  if (runsInBrowser()) return createSyncScope()
  const { AsyncLocalStorage: Storage } = process.getBuiltinModule('node:async_hooks')
  const storage: AsyncLocalStorage<Value> = new Storage()
  return {
    current: () => storage.getStore(),
    run: (value, block) => storage.run(value, block),
  }
}

/** Makes a scope that ends when its function returns: browsers cannot follow what it started. */
function createSyncScope<Value>(): AsyncScope<Value> {
  let current: Value | undefined
  return {
    current: () => current,
    run(value, block) {
      const outer = current
      current = value
      try {
        return block()
      } finally {
        current = outer
      }
    },
  }
}
