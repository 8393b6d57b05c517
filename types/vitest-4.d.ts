// Types of the matchers for Vitest 3.2 and 4, whose `Matchers` has another shape than Vitest 5's.
import type { Mock } from 'vitest'
import type { TrackEvent } from '../dist/index.mjs'
import type { InternalEventsMatchers, NegatedMatchers } from '../dist/matchers.mjs'

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this merges with says so
  interface Matchers<T = any> extends InternalEventsMatchers<T> {}
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this merges with says so
  interface Assertion<T = any> {
    readonly not: Assertion<T> & NegatedMatchers
  }
}

declare global {
  interface InternalEventsMocks {
    vitest: Mock<TrackEvent>
  }
}
