import { InternalEventsError } from '../foundation/index.ts'

export type DraftErrorCode =
  /** An answer cannot stand in a definition. Give the one that the message asks for. */
  | 'INVALID_ANSWER'
  /** Another file is where a definition should be written. Leave it, or give `--force`. */
  | 'FILE_EXISTS'
  /** A definition cannot be written. Change what the message names. */
  | 'CANNOT_WRITE'
  /** A recording, or a list of groups, cannot be read. Give a file of the form that the message names. */
  | 'INVALID_INPUT_FILE'

/** Thrown for definitions that cannot be drafted or written. */
export class DraftError extends InternalEventsError<DraftErrorCode> {}
