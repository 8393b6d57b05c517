import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which a fake refuses a call. */
export type FakesErrorCode =
  /** The counters in memory were read while `useCounterStore` makes the tests count in another store. Read that store. */
  | 'COUNTED_ELSEWHERE'
  /** AI usage events in memory were read while `useAiUsageEventStore` makes the tests keep them in another store. Read that store, after `flushAiUsageEvents()`. */
  | 'STORED_ELSEWHERE'
  /** `useAiUsageEventStore` was given what is not a store, an option that there is not, or a `where` that no row can meet. Correct what the message names. */
  | 'INVALID_USAGE_STORE'
  /** A store of AI usage events refused rows that the test had tracked, and no claim had heard of it when the test ended. Mend the store, or flush before it is closed. */
  | 'ROWS_NOT_STORED'
  /** `useAiUsageEventStore`, `useAiUsageEvents` or `useCounterStore` was called a second time outside of tests, for something else, where the last call would count for all tests of the file. Call it in `beforeEach` or in the test. */
  | 'USED_ALREADY'
  /** `useMockInternalEventsTracking` was called without a runner that can spy. Name the set-up file of Vitest or Jest. */
  | 'NO_MOCKING'
  /** `journey` was called without a set-up file that registers the matchers. Name that of the runner. */
  | 'NO_EXPECT'
  /** `fakes.failTracking` made a tracking call fail, and the code under test let the error through. Handle it there. */
  | 'FAILED_TRACKING'
  /** `triggerEvent` found no element. Correct the selector, or check what was rendered. */
  | 'NO_ELEMENT'
  /** The set-up file of Jest runs before there is a test framework. Name it in `setupFilesAfterEnv`, not in `setupFiles`. */
  | 'SET_UP_TOO_EARLY'
  /** `setInstanceContext` was given a misspelt field, or a salt that is not a string. Correct it. */
  | 'INVALID_INSTANCE_CONTEXT'

/** Thrown when a fake cannot work in the way, or in the place, in which it is used. */
export class FakesError extends InternalEventsError<FakesErrorCode> {}
