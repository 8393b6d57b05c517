import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which an assertion is refused or cannot be decided. */
export type MatcherErrorCode =
  | 'INVALID_SUBJECT'
  | 'INVALID_NAMES'
  | 'INVALID_CHAIN'
  | 'INVALID_EXPECTATION'
  | 'NOT_AWAITED'
  | 'ASYMMETRIC_USE'
  | 'UNATTRIBUTED_EVENTS'
  | 'OVERLAPPING_BLOCKS'

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
