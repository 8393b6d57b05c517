import { toNotRecordAiUsageEvents, toRecordAiUsageEvents } from './ai-usage/index.ts'
import { toChange } from './change/index.ts'
import { toHaveDeliveredEachEventOnce } from './delivery/index.ts'
import { toNotTriggerInternalEvents, toTriggerInternalEvents } from './events/index.ts'
import { toHaveValidEventTracking } from './html/index.ts'
import { toIncrementUsageMetrics, toNotIncrementUsageMetrics } from './metrics/index.ts'

/** All matchers, for `expect.extend(matchers)`. */
export const matchers: {
  toChange: typeof toChange
  toHaveDeliveredEachEventOnce: typeof toHaveDeliveredEachEventOnce
  toHaveValidEventTracking: typeof toHaveValidEventTracking
  toIncrementUsageMetrics: typeof toIncrementUsageMetrics
  toNotIncrementUsageMetrics: typeof toNotIncrementUsageMetrics
  toNotRecordAiUsageEvents: typeof toNotRecordAiUsageEvents
  toRecordAiUsageEvents: typeof toRecordAiUsageEvents
  toNotTriggerInternalEvents: typeof toNotTriggerInternalEvents
  toTriggerInternalEvents: typeof toTriggerInternalEvents
} = {
  toChange,
  toHaveDeliveredEachEventOnce,
  toHaveValidEventTracking,
  toIncrementUsageMetrics,
  toNotIncrementUsageMetrics,
  toNotRecordAiUsageEvents,
  toNotTriggerInternalEvents,
  toRecordAiUsageEvents,
  toTriggerInternalEvents,
}
