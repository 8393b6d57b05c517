import type { MatcherContext, MatcherResult } from '../../assertions/index.ts'
import { callText, refuseDoubleNegation } from '../../assertions/index.ts'
import { assertBlock } from '../index.ts'
import { noUsageClaim, usageClaim } from './usage-claim.ts'

/** `expect(block).toRecordAiUsageEvents(...names)` */
export function toRecordAiUsageEvents(
  this: MatcherContext,
  subject: unknown,
  ...names: string[]
): Promise<MatcherResult> {
  const makeClaim = this.isNot ? noUsageClaim : usageClaim
  return assertBlock(this, subject, () => makeClaim(this, names), toRecordAiUsageEvents)
}

/** `expect(block).toNotRecordAiUsageEvents(...names)` */
export function toNotRecordAiUsageEvents(
  this: MatcherContext,
  subject: unknown,
  ...names: string[]
): Promise<MatcherResult> {
  refuseDoubleNegation(this, callText('toNotRecordAiUsageEvents', names))
  return assertBlock(this, subject, () => noUsageClaim(this, names), toNotRecordAiUsageEvents)
}
