/**
 * The set-up for standalone `expect` under `node:test`: import it first in a test file. It registers
 * the matchers, gives each test fakes of its own, and settles open assertions when it ends.
 *
 * @module internal-events-testing/expect
 */
import { AsyncResource } from 'node:async_hooks'
import { after, afterEach } from 'node:test'
import { expect } from 'expect'
import { beginFile } from '../fakes/index.ts'
import {
  type InternalEventsMatchers,
  matchers,
  type NegatedMatchers,
  type ResolvedSubject,
} from '../matchers/index.ts'
import { judgeSent } from '../privacy/index.ts'
import { countDerivedPromises, runNodeTest } from '../runners/index.ts'

expect.extend(matchers as Parameters<typeof expect.extend>[0])

const derivedPromises = countDerivedPromises(expect)
runNodeTest(
  { AsyncResource, after, afterEach } as never,
  beginFile({ derivedPromises, expect, tellsTests: true, judgeSent, emitter: process }),
)

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<ResolvedSubject<R, T>> {
    readonly not: NegatedMatchers
  }
}
