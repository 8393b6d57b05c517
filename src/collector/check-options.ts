import { findUnknownOption, type OptionNames } from '../foundation/index.ts'
import { CollectorError } from './collector-error.ts'

/**
 * Refuses options of other names.
 *
 * @throws {CollectorError} `UNKNOWN_OPTION`
 */
export function checkOptions<Options extends object>(
  task: string,
  given: Options,
  known: OptionNames<Options>,
): void {
  const problem = findUnknownOption(given, known)
  if (!problem) return
  throw new CollectorError(
    'UNKNOWN_OPTION',
    `Failed to ${task}: ${problem.cause}. ${problem.remedy}`,
  )
}

/**
 * Refuses the value of an option that has to be a number.
 *
 * @throws {CollectorError} `INVALID_OPTION`
 */
export function checkNumber(
  task: string,
  name: string,
  value: unknown,
  isInRange: (value: number) => boolean,
  allowed: string,
): void {
  if (typeof value === 'number' && isInRange(value)) return
  const shown =
    typeof value === 'number' ? value : value === null ? 'null' : `of type ${typeof value}`
  throw new CollectorError(
    'INVALID_OPTION',
    `Failed to ${task}: ${name} is ${shown}. Give ${allowed}.`,
  )
}
