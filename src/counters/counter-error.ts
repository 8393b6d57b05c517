import { InternalEventsError } from '../foundation/index.ts'

export type CounterErrorCode =
  /** A key was used for two kinds of count. Use one key for one kind. */
  'WRONG_TYPE'

/** Thrown when a key is used for two kinds of count. */
export class CounterError extends InternalEventsError<CounterErrorCode> {}
