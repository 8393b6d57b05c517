import { InternalEventsError } from '../foundation/index.ts'

/** The codes of errors of collectors. */
export type CollectorErrorCode =
  /** `settled()` waited longer than its `timeout`. Give a longer one, or find the code that keeps sending. */
  | 'UNSETTLED_COLLECTOR'
  /** The collector cannot listen on its host and port, or an allowed host is not a name. Change what the message names. */
  | 'COLLECTOR_NOT_STARTED'

/** Thrown when a collector cannot start, or does not settle in time. */
export class CollectorError extends InternalEventsError<CollectorErrorCode> {}
