export type { AiUsageContext, AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
export { AiUsageEventError } from './ai-usage-event-error.ts'
export type {
  AiUsageCount,
  AiUsageDay,
  AiUsageEventStore,
  AiUsageFields,
  AiUsageFilter,
  AiUsageQuery,
  AiUsageSelection,
  SelectedAiUsage,
} from './ai-usage-event-store.ts'
export { type Condition, gt, gte, lt, lte, oneOf } from './conditions.ts'
export type { AiUsageColumn, AiUsageField } from './field.ts'
export { gitlabAiUsageEvents } from './gitlab-features.ts'
export {
  type AiUsageEventStoreOptions,
  InMemoryAiUsageEventStore,
} from './in-memory-ai-usage-event-store.ts'
export { payloadFields } from './payload-fields.ts'
export {
  AiUsageEventRegistry,
  type AiUsageFeature,
  type RegisteredAiUsageEvent,
} from './registry.ts'
