import { InternalEventsError } from '../foundation/index.ts'

export type UsageErrorCode =
  /** A command line cannot be read. Run `--help` of the command that the message names. */
  'INVALID_ARGUMENTS'

/** Thrown for a command line that cannot be read. */
export class UsageError extends InternalEventsError<UsageErrorCode> {}

/** @param command The command, with what it is about: `define event`. */
export function usageError(
  command: string,
  cause: string,
  remedy = `Run internal-events ${command.split(' ')[0]} --help.`,
): UsageError {
  return new UsageError(
    'INVALID_ARGUMENTS',
    `Failed to run internal-events ${command}: ${cause}. ${remedy}`,
  )
}
