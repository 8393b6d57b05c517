export { answerUsageData, isForUsageData, type UsageDataOptions } from './answer-usage-data.ts'
