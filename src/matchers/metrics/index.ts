export { incrementUsageMetrics } from './increment-usage-metrics.ts'
