import type { AsyncLocalStorage } from 'node:async_hooks'

/** A value that belongs to a function and to all that it starts, across `await`. */
export interface AsyncScope<Value> {
  current(): Value | undefined
  run<Result>(value: Value, block: () => Result): Result
}

export function createAsyncScope<Value>(): AsyncScope<Value> {
  const { AsyncLocalStorage: Storage } = process.getBuiltinModule('node:async_hooks')
  const storage: AsyncLocalStorage<Value> = new Storage()
  return {
    current: () => storage.getStore(),
    run: (value, block) => storage.run(value, block),
  }
}
