export { collectorHandlers } from './collector-handlers.ts'
export { type InterceptedCollector, interceptCollector } from './intercept-collector.ts'
export { usageDataHandlers } from './usage-data-handlers.ts'
