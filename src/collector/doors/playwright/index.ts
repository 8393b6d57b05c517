export { answerInTime } from './answer-in-time.ts'
export type { UsageDataRequest } from './follow-usage-data.ts'
export {
  openPageCollector,
  type PageCollector,
  type PageListener,
  type TestCollector,
} from './page-collector.ts'
export { type ReadElements, readElements, type TrackingElement } from './page-elements.ts'
