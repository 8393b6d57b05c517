import { InternalEventsError } from '../foundation/index.ts'

export type CheckErrorCode =
  /** The globs, or the paths that `check` was given, have no definition file. Correct the paths, or name the globs in `internal-events.config.*`. */
  | 'NOTHING_TO_CHECK'
  /** A list of product groups or categories cannot be read. Correct the file, or name another one in the configuration. */
  | 'INVALID_NAMES'
  /** The configuration or the command line names a rule that does not exist. Correct the id; `internal-events check --rules` lists all. */
  | 'UNKNOWN_RULE'
  /** The baseline cannot be read or written. Make it anew with `--write-baseline`. */
  | 'INVALID_BASELINE'
  /** Git does not know the revision, is not installed, or the root is not in a repository. Fetch the revision, or correct it. */
  | 'UNKNOWN_REVISION'
  /** `--fix` cannot write a file. Make it writable, or correct it by hand. */
  | 'UNWRITABLE_FILE'

/** Thrown when definitions cannot be checked at all. */
export class CheckError extends InternalEventsError<CheckErrorCode> {}
