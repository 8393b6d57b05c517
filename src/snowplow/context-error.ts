import { InternalEventsError } from '../foundation/index.ts'

export type ContextErrorCode =
  /** The data of a context breaks its schema. Correct the fields that the message names. */
  'INVALID_CONTEXT'

/** Thrown for the data of a context that breaks its schema; names each field and its rule. */
export class ContextError extends InternalEventsError<ContextErrorCode> {}
