import { assertBlock } from './assert-subject.ts'
import { changeClaim } from './change-claim.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'

/** `expect(block).toChange(read)` */
export function toChange(
  this: MatcherContext,
  subject: unknown,
  read: () => unknown,
): Promise<MatcherResult> {
  return assertBlock(this, subject, () => changeClaim(this, read), toChange)
}
