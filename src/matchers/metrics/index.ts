export { incrementUsageMetrics } from './increment-usage-metrics.ts'
export { readChanges } from './read-changes.ts'
