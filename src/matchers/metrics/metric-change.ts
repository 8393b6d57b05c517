import type { UsageMetric } from '../../definitions/index.ts'

/** A metric before and after the block. */
export interface MetricChange {
  readonly metric: UsageMetric
  readonly before: number
  readonly after: number
}
