export { openPageCollector, type PageCollector, type TestCollector } from './page-collector.ts'
