/**
 * AI usage events: a registry of them, a store in memory, queries, and the suite that every store passes.
 *
 * @module internal-events-testing/ai-usage-events
 */
export {
  type AiUsageEventStoreSuite,
  describeAiUsageEventStore,
} from '../ai-usage-events/contract/index.ts'
export {
  type AiUsageColumn,
  type AiUsageContext,
  type AiUsageCount,
  type AiUsageDay,
  type AiUsageEvent,
  type AiUsageEventBuffer,
  AiUsageEventError,
  AiUsageEventRegistry,
  type AiUsageEventStore,
  type AiUsageEventStoreOptions,
  AiUsageEventWriter,
  type AiUsageEventWriterOptions,
  type AiUsageFeature,
  type AiUsageField,
  type AiUsageFields,
  type AiUsageFilter,
  type AiUsageQuery,
  type AiUsageRecord,
  type AiUsageSelection,
  type Condition,
  gitlabAiUsageEvents,
  gt,
  gte,
  InMemoryAiUsageEventBuffer,
  InMemoryAiUsageEventStore,
  lt,
  lte,
  oneOf,
  type RegisteredAiUsageEvent,
  type SelectedAiUsage,
} from '../ai-usage-events/index.ts'
