import { InternalEventsError } from '../foundation/index.ts'

export type CoverageErrorCode =
  /** The project has no definition that a test can guard, so that its coverage says nothing. Add definitions, or name the root or the globs of those that are there. */
  | 'NOTHING_TO_COVER'
  /** No report is named, or a glob matches none. Name the reports that the runs of the tests wrote. */
  | 'NO_REPORTS'
  /** A file cannot be read, is not a report, or is cut in half. Run the tests again, and name the file that they write. */
  | 'INVALID_REPORT'
  /** A report is written by another version of this package, in another format. Use the same version in all jobs, and run the tests again. */
  | 'OTHER_VERSION'
  /** Not all shards of a run are there: what their tests guard is not known. Merge the reports of all shards. */
  | 'MISSING_SHARD'
  /** Two reports are of the same shard of a run. Leave out the one that is older, or give the runs names. */
  | 'SHARD_TWICE'
  /** Several runs of one runner would count as one, such as a whole run and the shards of another one. Leave out the reports of earlier runs, or give the runs names. */
  | 'RUN_TWICE'
  /** No report is of a runner that `coverage.runners` in the configuration names. Merge its report, too. */
  | 'MISSING_RUNNER'
  /** A report cannot be written. Name a folder that can be written to. */
  | 'REPORT_NOT_WRITTEN'

/** Thrown when reports of coverage cannot be read, merged, judged or written. */
export class CoverageError extends InternalEventsError<CoverageErrorCode> {}
