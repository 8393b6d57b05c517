import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which an assertion is refused or cannot be decided. */
export type MatcherErrorCode =
  /** The subject is of a kind that the matcher does not take, a function with parameters, a list without elements, or a block that returns unfinished work. Pass a function, rendered HTML, a collector or the fixture `internalEvents`, or await the work in the block, as the message says. */
  | 'INVALID_SUBJECT'
  /** A name is missing, given twice, not a string, or of a metric that cannot be compared. Correct the names. */
  | 'INVALID_NAMES'
  /** A chain method contradicts those before it, comes too late, is not called, or is not one of this matcher. Say it once, on the same line. */
  | 'INVALID_CHAIN'
  /** `.with()`, `toChange()` or `.toThrow()` was given something that cannot be compared, or that no event can meet. Correct what the message names. */
  | 'INVALID_EXPECTATION'
  /** The test ended without the verdict, or before the assertion was made. Write `await` before `expect`, and before what makes it. */
  | 'NOT_AWAITED'
  /** The matcher was used inside another one, where nobody waits for its verdict. Write it as an assertion of its own. */
  | 'ASYMMETRIC_USE'
  /** An event could belong to several open blocks, or came from a test that has ended. Await that work in its test, start it inside the block, or make what tests share with `outsideTests()`. */
  | 'UNATTRIBUTED_EVENTS'
  /** A mock in the place of a tracking function swallowed a call that a negative claim is about. Let it call the real function, or assert on the mock. */
  | 'MOCKED_TRACKING'
  /** A request to the collector went past MSW while the block ran, or past the route of the fixture in Playwright, so nobody knows its events. Make the tracker after `server.listen()` or `interceptCollector()`; let routes of a Playwright test call `route.fallback()`. */
  | 'MISSED_REQUEST'
  /** An `InternalEventsClient` keeps an event that would change the verdict until its batch is full. Flush it in the block, or give it `batchSize: 1`. */
  | 'HELD_EVENTS'
  /** Two blocks counted in the same place at the same time. Await one assertion before the next one starts. */
  | 'OVERLAPPING_BLOCKS'
  /** The counters were reset while a block ran whose assertion compares them. Reset them before it. */
  | 'COUNTERS_RESET'

/**
 * Thrown when an assertion is misused or cannot be decided. It is not a failed assertion: `.not`
 * does not turn it around.
 */
export class MatcherError extends InternalEventsError<MatcherErrorCode> {}

/** Makes the error `Failed to check <assertion>: <cause>. <remedy>`. */
export function matcherError(
  code: MatcherErrorCode,
  assertion: string,
  cause: string,
  remedy: string,
): MatcherError {
  return new MatcherError(code, `Failed to check ${assertion}: ${cause}. ${remedy}`)
}
