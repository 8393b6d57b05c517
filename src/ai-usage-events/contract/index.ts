export {
  type AiUsageEventStoreSuite,
  describeAiUsageEventStore,
} from './describe-ai-usage-event-store.ts'
