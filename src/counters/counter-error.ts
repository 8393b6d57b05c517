import { InternalEventsError } from '../foundation/index.ts'

/** Thrown when a key is used for two kinds of count. */
export class CounterError extends InternalEventsError<'WRONG_TYPE'> {}
