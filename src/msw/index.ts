export { collectorHandlers } from './collector-handlers.ts'
export type { InProcessOptions } from './in-process-collector.ts'
export { type InterceptedCollector, interceptCollector } from './intercept-collector.ts'
export { type UsageDataHandlerOptions, usageDataHandlers } from './usage-data-handlers.ts'
