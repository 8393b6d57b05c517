import { InternalEventsError } from '../foundation/index.ts'

export type ReporterErrorCode =
  /** The tests guard less than `coverage` in `internal-events.config.*` wants, or nobody knows what they guard. Read the summary of the run. */
  | 'COVERAGE_FAILED'
  /** The reporter has no option of this name. Correct the name in the configuration of the runner. */
  | 'UNKNOWN_OPTION'

/** Thrown when a run has to fail for its coverage. */
export class ReporterError extends InternalEventsError<ReporterErrorCode> {}
