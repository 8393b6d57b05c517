export { metricClaim, noMetricClaim } from './metric-claim.ts'
export {
  toIncrementUsageMetrics,
  toNotIncrementUsageMetrics,
} from './to-increment-usage-metrics.ts'
