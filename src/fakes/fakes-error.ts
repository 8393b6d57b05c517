import { InternalEventsError } from '../foundation/index.ts'

/** Why a fake cannot do what it is asked to. */
export type FakesErrorCode = 'TRACKER_MISSING' | 'COUNTED_ELSEWHERE' | 'NO_MOCKING' | 'NO_ELEMENT'

/** Thrown when a fake is used in a way, or in a place, that it does not work in. */
export class FakesError extends InternalEventsError<FakesErrorCode> {}
