export type { AiUsageContext, AiUsageEvent, AiUsageRecord } from './ai-usage-event.ts'
export { type AiUsageEventBuffer, InMemoryAiUsageEventBuffer } from './ai-usage-event-buffer.ts'
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
export { AiUsageEventWriter } from './ai-usage-event-writer.ts'
export type { AiUsageEventWriterOptions } from './ai-usage-event-writer-options.ts'
export type { AiUsageFeature, RegisteredAiUsageEvent } from './ai-usage-feature.ts'
export { readAllAges } from './all-ages.ts'
export { checkOptions } from './check-options.ts'
export { checkValues, type ValueCheck } from './check-values.ts'
export { DECIMAL, INSTANT, type SortKey } from './compared-value.ts'
export { type Comparison, fieldValue, type Operator, type ValueTest } from './comparison.ts'
export { type ComparedValue, type Condition, gt, gte, lt, lte, oneOf } from './conditions.ts'
export {
  currentAiUsageEvents,
  defaultAiUsageEvents,
  registryInUse,
} from './current-ai-usage-events.ts'
export type {
  AiUsageColumn,
  AiUsageField,
  Field,
  TableColumn,
  TableField,
} from './field.ts'
export { gitlabAiUsageEvents } from './gitlab-features.ts'
export { hasFields } from './has-fields.ts'
export { hasMethods } from './has-methods.ts'
export {
  type AiUsageEventStoreOptions,
  InMemoryAiUsageEventStore,
} from './in-memory-ai-usage-event-store.ts'
export { type KeptRow, keepRows } from './keep-rows.ts'
export { isStoredId } from './kept-ids.ts'
export {
  IS_STORED,
  KEY_FIELDS,
  MAX_TIME,
  refusalOf,
  rowKey,
  storable,
} from './kept-rows.ts'
export { monthsBefore } from './months-before.ts'
export { payloadFields } from './payload-fields.ts'
export { AiUsageEventRegistry } from './registry.ts'
export { selectedRows } from './selected-rows.ts'
export {
  compareRows,
  type OrderTerm,
  placeOf,
  readCount,
  readOrder,
  readSelection,
} from './selection.ts'
export { functionCheck, registryCheck, timeCheck } from './value-checks.ts'
