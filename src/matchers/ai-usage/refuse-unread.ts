import { matcherError } from '../../assertions/index.ts'
import { type BlockRun, isIdOfRows } from '../../fakes/index.ts'
import { printGiven } from '../../foundation/index.ts'
import { isPlainId } from './expected-usage.ts'
import { FIELDS, ID_FIELDS, unreadField } from './unread-field.ts'
import type { UsageCall } from './usage-message.ts'

/**
 * Refuses a claim on a store of the user's own that no row can meet, or that would hold since rows of
 * other writers that contradict it are not read.
 *
 * @throws {MatcherError} `INVALID_EXPECTATION`
 */
export function refuseUnread({ usage }: BlockRun, called: UsageCall): void {
  const { text, context } = called
  const { count, expected } = called.terms
  if (!usage || !expected) return
  for (const field of FIELDS) {
    const wanted = expected[field]
    if (isPlainId(wanted) && !isIdOfRows(ID_FIELDS[field], wanted.id)) {
      throw matcherError(
        'INVALID_EXPECTATION',
        text(),
        `${field}.id is ${printGiven(wanted.id)}, which no row has`,
        `Pass the ${field} that is tracked: its id is a whole number, or the digits of one as text.`,
      )
    }
  }
  const { where } = usage.used
  const field = unreadField(where, expected, context)
  if (field === undefined || count.min > 0) return
  throw matcherError(
    'INVALID_EXPECTATION',
    text(),
    `it is about another ${field} than ${ID_FIELDS[field]} ${where[ID_FIELDS[field]]}, the part of the store that is read, so no row of another writer could fail it`,
    `Give useAiUsageEventStore a where with the expected ${field}, or none.`,
  )
}
