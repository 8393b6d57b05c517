/**
 * The set-up for standalone `expect` under `node:test`: import it first in a test file. It registers
 * the matchers, resets the fakes before each test and settles open assertions after it.
 */
import { after, afterEach, beforeEach } from 'node:test'
import { expect } from 'expect'
import { installHooks } from '../fakes/index.ts'
import { type InternalEventsMatchers, matchers } from '../matchers/index.ts'

expect.extend(matchers as Parameters<typeof expect.extend>[0])

installHooks({ beforeEach, afterEach, afterAll: after })

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<T> {}
}
