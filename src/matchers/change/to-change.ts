import type { MatcherContext, MatcherResult } from '../../assertions/index.ts'
import { assertBlock } from '../index.ts'
import { changeClaim } from './change-claim.ts'

/** `expect(block).toChange(read)` */
export function toChange(
  this: MatcherContext,
  subject: unknown,
  read: () => unknown,
): Promise<MatcherResult> {
  return assertBlock(this, subject, () => changeClaim(this, read), toChange)
}
