/**
 * The setup file for Vitest (and its types for Vitest 5): registers the matchers, resets the fakes
 * before each test, settles open assertions after it.
 */
import * as vitest from 'vitest'
import { afterAll, afterEach, beforeEach, expect, inject, vi } from 'vitest'
import { readCatalog } from '../definitions/index.ts'
import { installHooks, runConcurrentTest } from '../fakes/index.ts'
import { provideModule, runsInBrowser } from '../foundation/index.ts'
import { type InternalEventsMatchers, matchers } from '../matchers/index.ts'

expect.extend(matchers)

installHooks({
  beforeEach,
  afterEach,
  afterAll,
  testPath: () => expect.getState().testPath,
  catalog() {
    const text = inject('internalEventsCatalog' as never) as string | undefined
    return text === undefined ? undefined : readCatalog(text)
  },
  spyOn: (object, method) => vi.spyOn(object, method as never),
})

if (runsInBrowser()) {
  provideModule('@noble/hashes/sha2.js', await import('@noble/hashes/sha2.js'))
  provideModule('@snowplow/node-tracker', await import('@snowplow/node-tracker'))
}

if ('aroundEach' in vitest) {
  vitest.aroundEach(async (runTest, { task }) => {
    await (task.concurrent ? runConcurrentTest(runTest) : runTest())
  })
} else {
  // Before 4.1 there is no hook around a test, but its function can be replaced.
  // Computed, since bundlers look for the modules that literals name.
  const suite = ['vitest', 'suite'].join('/')
  const { getFn, setFn }: VitestSuite = await import(/* @vite-ignore */ suite)
  const wrapped = new WeakSet<object>()
  beforeEach(({ task }) => {
    if (!task.concurrent || wrapped.has(task)) return
    wrapped.add(task)
    const test = getFn(task)
    setFn(task, () => runConcurrentTest(test))
  })
}

/** The exports of `vitest/suite` in Vitest 3 and 4, an entry point that Vitest 5 does not have. */
interface VitestSuite {
  getFn(task: object): () => unknown
  setFn(task: object, test: () => unknown): void
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<T> {}
}
