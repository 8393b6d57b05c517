import type { MatcherContext } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} `INVALID_CHAIN` for `.not.toNot…`. */
export function refuseDoubleNegation(context: MatcherContext, call: string): void {
  if (!context.isNot) return
  throw matcherError(
    'INVALID_CHAIN',
    `expect(block).not.${call}`,
    'it is negated twice',
    'Leave out .not, or use the positive matcher.',
  )
}
