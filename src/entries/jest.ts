/**
 * The setup file for Jest (`setupFilesAfterEnv`): registers the matchers, resets the fakes before
 * each test, settles open assertions after it.
 */
import { afterAll, afterEach, beforeEach, expect, jest as mocks, test } from '@jest/globals'
import { installHooks, runConcurrentTest } from '../fakes/index.ts'
import { preloadModules } from '../foundation/index.ts'
import { type InternalEventsMatchers, matchers } from '../matchers/index.ts'

expect.extend(matchers as Parameters<typeof expect.extend>[0])

installHooks({
  beforeEach,
  afterEach,
  afterAll,
  testPath: () => expect.getState().testPath,
  spyOn: (object, method) => mocks.spyOn(object, method as never),
  mixesTests: true,
})

// Jest runs no hooks around concurrent tests, so their functions are wrapped when they are
// declared. `test` and `it` are one object, global or imported.
test.concurrent = isolating(test.concurrent)

/** Wraps the functions given to `test.concurrent` and all that hangs on it (`only`, `each`, …). */
function isolating<Declare extends object>(declare: Declare): Declare {
  return new Proxy(declare, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key)
      return typeof member === 'function' ? isolating(member) : member
    },
    apply(target, self, args: unknown[]) {
      preloadModules()
      const wrapped = args.map((arg) =>
        typeof arg === 'function'
          ? (...given: unknown[]) => runConcurrentTest(() => arg(...given))
          : arg,
      )
      const result: unknown = Reflect.apply(target as () => unknown, self, wrapped)
      return typeof result === 'function' ? isolating(result) : result
    },
  })
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<T> {}
}

declare global {
  namespace jest {
    interface Matchers<R, T> extends InternalEventsMatchers<T> {}
  }
}
