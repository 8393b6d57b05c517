import { isDate } from '../../foundation/index.ts'
import { checkValues, isStoredId, type ValueCheck } from '../index.ts'

/**
 * Checks what says how to read a table in batches: a cursor, and a size by the name of its option.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkBatches(
  task: string,
  { cursor, ...sizes }: { readonly cursor: unknown; readonly [size: string]: unknown },
): void {
  checkValues(task, [
    [
      'cursor',
      cursor,
      typeof cursor === 'string' && isStoredId(cursor),
      'Give it the cursor of an earlier batch, a text of digits, or leave it out.',
    ],
    ...Object.entries(sizes).map(
      ([name, size]): ValueCheck => [
        name,
        size,
        Number.isSafeInteger(size) && (size as number) > 0,
        'Give it a whole number, 1 or more.',
      ],
    ),
  ])
}

/**
 * Checks the time that decides which rows are too old.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkNow(now: unknown): void {
  checkValues('drop expired partitions', [
    [
      'now',
      now,
      isDate(now) && !Number.isNaN(now.getTime()),
      'Give it a valid date, or leave it out.',
    ],
  ])
}
