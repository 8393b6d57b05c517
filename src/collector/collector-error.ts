import { InternalEventsError } from '../foundation/index.ts'

/** The codes of errors of collectors. */
export type CollectorErrorCode =
  /** `settled()` waited longer than its `timeout`. Give a longer one, or find the code that keeps sending. */
  | 'UNSETTLED_COLLECTOR'
  /** The collector cannot listen on its host and port, or an allowed host is not a name. Change what the message names. */
  | 'COLLECTOR_NOT_STARTED'
  /** `respondWith` was given an answer that a collector cannot give, or a function returned one. Give one that the message names. */
  | 'INVALID_ANSWER'
  /** An option has a value that it cannot have. Give one that the message names. */
  | 'INVALID_OPTION'
  /** An option has a name that there is not. Correct it; the message names the nearest, or all. */
  | 'UNKNOWN_OPTION'
  /** A namespace is empty, `.` or `..`, which a URL cannot have. Give it another name. */
  | 'INVALID_NAMESPACE'

/** Thrown when a collector cannot start, does not settle in time, cannot have a namespace, or is given answers or options that it cannot take. */
export class CollectorError extends InternalEventsError<CollectorErrorCode> {}
