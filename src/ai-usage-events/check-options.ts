import { findUnknownOption, type OptionNames } from '../foundation/index.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'

/**
 * Refuses options of other names.
 *
 * @throws {AiUsageEventError} `UNKNOWN_OPTION`
 */
export function checkOptions<Options extends object>(
  task: string,
  given: Options,
  known: OptionNames<Options>,
): void {
  const problem = findUnknownOption(given, known)
  if (!problem) return
  throw new AiUsageEventError(
    'UNKNOWN_OPTION',
    `Failed to ${task}: ${problem.cause}. ${problem.remedy}`,
  )
}
