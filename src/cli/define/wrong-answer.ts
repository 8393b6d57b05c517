import { DraftError } from '../../drafts/index.ts'
import { printText } from '../../foundation/index.ts'
import { type UsageError, usageError } from '../usage-error.ts'

/** Makes the error for an option whose value cannot be the answer. */
export function wrongAnswer(
  option: string,
  value: string,
  fault: string,
  remedy = 'Give another one, or run internal-events define --help.',
): DraftError {
  return new DraftError(
    'INVALID_ANSWER',
    `Failed to use --${option} ${printText(value)}: ${fault}. ${remedy}`,
  )
}

/** Makes the error for questions that have no answer, where nobody can be asked. */
export function missingAnswers(kind: string, options: readonly string[]): UsageError {
  const named = options.map((option) => `--${option}`).join(', ')
  return usageError(
    `define ${kind}`,
    `there is no terminal to ask at, and no ${named}`,
    'Give them, or run internal-events define --help.',
  )
}
