import { InternalEventsError } from '../foundation/index.ts'

/** Tells the errors of privacy apart. */
export type PrivacyErrorCode =
  /** A test has sent or counted personal data, and `privacy: 'error'` is set or the value is that of a canary. Leave the value out, or name it as an exception in `internal-events.config`, with a reason. */
  | 'PERSONAL_DATA'
  /** `privacyCanary` was called with a kind that it does not know. Pass one that the message lists. */
  | 'UNKNOWN_CANARY'

/** Thrown by a test that has sent personal data, and for a wrong call of `privacyCanary`. */
export class PrivacyError extends InternalEventsError<PrivacyErrorCode> {}
