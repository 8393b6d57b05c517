/**
 * The setup file for Vitest (and its types for Vitest 5): registers the matchers, gives each
 * test fakes of its own, and settles open assertions when it ends.
 *
 * @module internal-events-testing/vitest
 */
import type { Mock } from 'vitest'
import type { TrackEvent } from '../fakes/index.ts'
import type { InternalEventsMatchers, NegatedMatchers } from '../matchers/index.ts'
import { setUpVitest } from '../vitest-set-up/index.ts'

await setUpVitest(() => import('./matchers.ts'))

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<T> {}

  interface Assertion<R extends void | Promise<void> = void, T = unknown> {
    readonly not: Assertion<R, T> & NegatedMatchers
  }
}

declare global {
  interface InternalEventsMocks {
    vitest: Mock<TrackEvent>
  }
}
