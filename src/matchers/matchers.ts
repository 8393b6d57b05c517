import { toChange } from './to-change.ts'
import {
  toIncrementUsageMetrics,
  toNotIncrementUsageMetrics,
} from './to-increment-usage-metrics.ts'
import {
  toNotTriggerInternalEvents,
  toTriggerInternalEvents,
} from './to-trigger-internal-events.ts'

/** All matchers, for `expect.extend(matchers)`. */
export const matchers: {
  toChange: typeof toChange
  toIncrementUsageMetrics: typeof toIncrementUsageMetrics
  toNotIncrementUsageMetrics: typeof toNotIncrementUsageMetrics
  toNotTriggerInternalEvents: typeof toNotTriggerInternalEvents
  toTriggerInternalEvents: typeof toTriggerInternalEvents
} = {
  toChange,
  toIncrementUsageMetrics,
  toNotIncrementUsageMetrics,
  toNotTriggerInternalEvents,
  toTriggerInternalEvents,
}
