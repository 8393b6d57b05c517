export { answerUsageData, authenticated, type UsageDataOptions } from './answer-usage-data.ts'
export { postedEvents } from './posted-events.ts'
