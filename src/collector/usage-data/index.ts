export { answerUsageData, authenticated, type UsageDataOptions } from './answer-usage-data.ts'
