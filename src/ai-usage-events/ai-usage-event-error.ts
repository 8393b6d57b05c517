import { InternalEventsError } from '../foundation/index.ts'

export type AiUsageEventErrorCode =
  /** A feature has no name, an event without a name, whose name or id is registered or that the catalog does not define, or a name that GraphQL cannot have; or a registry has no events to make a schema of. Correct what the message names. */
  | 'INVALID_FEATURE'
  /** The transformation of a feature returned something else than an object of keys and values: a promise, say. Return the payload itself, or `{}` for none. */
  | 'INVALID_PAYLOAD'
  /** An option or a client is not what it should be: a size, a cursor, a timeout or a store, say. Give what the message names. */
  | 'INVALID_OPTION'
  /** An option has a name that there is not. Correct it; the message names the nearest, or all. */
  | 'UNKNOWN_OPTION'
  /** A query names a field that rows do not have, compares with a value that no field can have, is not a query, or is too large for some database. Correct what the message names. */
  | 'INVALID_QUERY'
  /** A row cannot be kept by every store: an id is not a whole number, say, or is that of another event. Correct the row that the message names, or give the store the registry that its event is of; none of the batch was stored. */
  | 'INVALID_ROW'
  /** A database refused a statement, or did not answer in time. The message names its host and the statement; check that it runs there, then try again. */
  | 'STORE_FAILED'
  /** The buffer of a writer did not take rows, which wait in the process instead. Mend the buffer; a flush stores them. */
  | 'BUFFER_FAILED'
  /** The table is missing, has other columns than GitLab's, or another table has the name of its partition. Create it with `createTables()`, or give the store the name of another table. */
  | 'WRONG_TABLE'

/** Thrown for features and options that cannot be used, for queries and rows that no store can take, and by stores whose database fails; `BUFFER_FAILED` is told to `onError` of a writer. */
export class AiUsageEventError extends InternalEventsError<AiUsageEventErrorCode> {}
