import type { InternalEventsMatchers } from './chain.ts'

const NAMES: Readonly<Record<keyof InternalEventsMatchers<unknown>, true>> = {
  toTriggerInternalEvents: true,
  toNotTriggerInternalEvents: true,
  toIncrementUsageMetrics: true,
  toNotIncrementUsageMetrics: true,
  toRecordAiUsageEvents: true,
  toNotRecordAiUsageEvents: true,
  toChange: true,
  toNotChange: true,
  toKeepPrivate: true,
  toRespectConsent: true,
  toMatchTrackingJourney: true,
  toReachEveryLayer: true,
  toHaveDeliveredEachEventOnce: true,
  toHaveValidEventTracking: true,
}

/** The names of all matchers, for what must not load them. */
export const MATCHER_NAMES: readonly string[] = Object.keys(NAMES)
