import { InternalEventsError } from '../foundation/index.ts'

export type AiUsageEventErrorCode =
  /** A feature has no name, an event whose name or id is registered or that the catalog does not define, or a name that GraphQL cannot have. Correct what the message names. */
  | 'INVALID_FEATURE'
  /** A backfill, or a store in PostgreSQL, is given a size, a cursor or a time that it cannot work with. Correct what the message names. */
  | 'INVALID_OPTION'
  /** A query names a field that rows do not have, compares with a value that no field can have, or is not a query. Correct what the message names. */
  | 'INVALID_QUERY'
  /** A row cannot be kept by every store: an id is not a whole number, say, or is that of another event. Correct the row that the message names; none of the batch was stored. */
  | 'INVALID_ROW'
  /** A database refused a statement, or did not answer in time. The message names its host and the statement; check that it runs there, then try again. */
  | 'STORE_FAILED'
  /** The table is missing, or has other columns than GitLab's. Create it with `createTables()`, or give the store the name of another table. */
  | 'WRONG_TABLE'

/** Thrown for features that cannot be registered, for queries, rows and options that no store can take, and by stores whose database fails. */
export class AiUsageEventError extends InternalEventsError<AiUsageEventErrorCode> {}
