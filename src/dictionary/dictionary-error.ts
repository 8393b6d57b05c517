import { InternalEventsError } from '../foundation/index.ts'

export type DictionaryErrorCode =
  /** There is no definition that a dictionary could show. Add some, name the globs in `internal-events.config.*`, or correct what `internal-events check` finds. */
  | 'NOTHING_TO_SHOW'
  /** The folder has an `index.html` that is not a dictionary, or a page of coverage. Name another folder, or give `--force`. */
  | 'FOREIGN_PAGE'
  /** The page cannot be read or written. Name a folder that can be written to. */
  | 'PAGE_NOT_WRITTEN'

/** Thrown when a dictionary cannot be made. */
export class DictionaryError extends InternalEventsError<DictionaryErrorCode> {}
