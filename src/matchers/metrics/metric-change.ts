import type { UsageMetric } from '../../definitions/index.ts'

/** What a metric was before the block and after it. */
export interface MetricChange {
  readonly metric: UsageMetric
  readonly before: number
  readonly after: number
}
