import { InternalEventsError } from '../foundation/index.ts'

export type UsageErrorCode =
  /** A command line cannot be read. Run `internal-events --help`. */
  'INVALID_ARGUMENTS'

/** Thrown for a command line that cannot be read. */
export class UsageError extends InternalEventsError<UsageErrorCode> {}

export function usageError(
  command: string,
  cause: string,
  remedy = 'Run internal-events --help.',
): UsageError {
  return new UsageError(
    'INVALID_ARGUMENTS',
    `Failed to run internal-events ${command}: ${cause}. ${remedy}`,
  )
}
