import { InternalEventsError } from '../foundation/index.ts'

/** Thrown for the data of a context that breaks its schema; names each field and its rule. */
export class ContextError extends InternalEventsError<'INVALID_CONTEXT'> {}
