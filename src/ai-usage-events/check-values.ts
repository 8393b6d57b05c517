import { printGiven } from '../foundation/index.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'

/** An option or an argument, whether it can be used, and what to give otherwise. */
export type ValueCheck = readonly [name: string, given: unknown, isUsable: boolean, remedy: string]

/**
 * Refuses the first value that cannot be used, at once instead of where it is used.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkValues(task: string, checks: readonly ValueCheck[]): void {
  for (const [name, given, isUsable, remedy] of checks) {
    if (isUsable) continue
    throw new AiUsageEventError(
      'INVALID_OPTION',
      `Failed to ${task}: ${name} is ${printGiven(given)}. ${remedy}`,
    )
  }
}
