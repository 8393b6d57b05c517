import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which a fake refuses a call. */
export type FakesErrorCode = 'TRACKER_MISSING' | 'COUNTED_ELSEWHERE' | 'NO_MOCKING' | 'NO_ELEMENT'

/** Thrown when a fake cannot work in the way, or in the place, in which it is used. */
export class FakesError extends InternalEventsError<FakesErrorCode> {}
