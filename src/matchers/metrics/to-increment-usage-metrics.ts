import type { MatcherContext, MatcherResult } from '../../assertions/index.ts'
import { callText, refuseDoubleNegation } from '../../assertions/index.ts'
import { assertBlock } from '../index.ts'
import { metricClaim, noMetricClaim } from './metric-claim.ts'

/** `expect(block).toIncrementUsageMetrics(...keyPaths)` */
export function toIncrementUsageMetrics(
  this: MatcherContext,
  subject: unknown,
  ...keyPaths: string[]
): Promise<MatcherResult> {
  const makeClaim = this.isNot ? noMetricClaim : metricClaim
  return assertBlock(this, subject, () => makeClaim(this, keyPaths), toIncrementUsageMetrics)
}

/** `expect(block).toNotIncrementUsageMetrics(...keyPaths)` */
export function toNotIncrementUsageMetrics(
  this: MatcherContext,
  subject: unknown,
  ...keyPaths: string[]
): Promise<MatcherResult> {
  refuseDoubleNegation(this, callText('toNotIncrementUsageMetrics', keyPaths))
  return assertBlock(this, subject, () => noMetricClaim(this, keyPaths), toNotIncrementUsageMetrics)
}
