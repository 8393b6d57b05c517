import { isDate, printGiven } from '../../foundation/index.ts'
import { AiUsageEventError, isStoredId } from '../index.ts'

/**
 * Checks what says how to read a table in batches: a cursor, and a size by the name of its option.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkBatches(
  task: string,
  { cursor, ...sizes }: { readonly cursor: unknown; readonly [size: string]: unknown },
): void {
  if (typeof cursor !== 'string' || !isStoredId(cursor)) {
    throw optionError(
      task,
      `cursor is ${printGiven(cursor)}`,
      'Give it the cursor of an earlier batch, a text of digits, or leave it out.',
    )
  }
  for (const [name, size] of Object.entries(sizes)) {
    if (Number.isSafeInteger(size) && (size as number) > 0) continue
    throw optionError(task, `${name} is ${printGiven(size)}`, 'Give it a whole number, 1 or more.')
  }
}

/**
 * Checks a function, by the name of its option.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkFunction(task: string, option: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(option)) {
    if (typeof value === 'function') continue
    throw optionError(
      task,
      `${name} is ${printGiven(value)}`,
      'Give it a function, or leave it out.',
    )
  }
}

/**
 * Checks the time that decides which rows are too old.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkNow(now: unknown): void {
  if (isDate(now) && !Number.isNaN(now.getTime())) return
  throw optionError(
    'drop expired partitions',
    `now is ${printGiven(now)}`,
    'Give it a valid date, or leave it out.',
  )
}

function optionError(task: string, cause: string, remedy: string): AiUsageEventError {
  return new AiUsageEventError('INVALID_OPTION', `Failed to ${task}: ${cause}. ${remedy}`)
}
