import { toChange } from './to-change.ts'
import { toHaveDeliveredEachEventOnce } from './to-have-delivered-each-event-once.ts'
import { toHaveValidEventTracking } from './to-have-valid-event-tracking.ts'
import {
  toIncrementUsageMetrics,
  toNotIncrementUsageMetrics,
} from './to-increment-usage-metrics.ts'
import { toNotRecordAiUsageEvents, toRecordAiUsageEvents } from './to-record-ai-usage-events.ts'
import {
  toNotTriggerInternalEvents,
  toTriggerInternalEvents,
} from './to-trigger-internal-events.ts'

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
