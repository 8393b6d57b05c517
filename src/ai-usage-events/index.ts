export type { AiUsageContext, AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
export { type Condition, gt, gte, lt, lte, oneOf } from './conditions.ts'
export { gitlabAiUsageEvents } from './gitlab-features.ts'
export { payloadFields } from './payload-fields.ts'
export {
  AiUsageEventError,
  AiUsageEventRegistry,
  type AiUsageFeature,
  type RegisteredAiUsageEvent,
} from './registry.ts'
export { AiUsageEventStore, type AiUsageEventStoreOptions, type AiUsageQuery } from './store.ts'
