import { assertBlock } from './assert-block.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'
import { callText } from './names.ts'
import { noTriggerClaim, triggerClaim } from './trigger-claim.ts'

/** `expect(block).toTriggerInternalEvents(...names)` */
export function toTriggerInternalEvents(
  this: MatcherContext,
  subject: unknown,
  ...names: string[]
): Promise<MatcherResult> {
  const makeClaim = this.isNot ? noTriggerClaim : triggerClaim
  return assertBlock(this, subject, () => makeClaim(this, names), toTriggerInternalEvents)
}

/** `expect(block).toNotTriggerInternalEvents(...names)` */
export function toNotTriggerInternalEvents(
  this: MatcherContext,
  subject: unknown,
  ...names: string[]
): Promise<MatcherResult> {
  refuseDoubleNegation(this, callText('toNotTriggerInternalEvents', names))
  return assertBlock(this, subject, () => noTriggerClaim(this, names), toNotTriggerInternalEvents)
}

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
