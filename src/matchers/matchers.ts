import { createMatchers, type Matcher } from '../assertions/index.ts'
import { recordAiUsageEvents } from './ai-usage/index.ts'
import type { InternalEventsMatchers } from './chain.ts'
import { change } from './change/index.ts'
import { toHaveDeliveredEachEventOnce } from './delivery/index.ts'
import { rejects, throws } from './errors/index.ts'
import { triggerInternalEvents } from './events/index.ts'
import { toHaveValidEventTracking, triggerFromHtml } from './html/index.ts'
import { matchTrackingJourney, reachEveryLayer } from './journeys/index.ts'
import { incrementUsageMetrics } from './metrics/index.ts'
import { keepPrivate, respectConsent } from './privacy/index.ts'

/** All matchers, for `expect.extend(matchers)`. */
export const matchers: Readonly<Record<keyof InternalEventsMatchers<unknown>, Matcher>> = {
  ...createMatchers(
    [
      { ...triggerInternalEvents, html: triggerFromHtml },
      incrementUsageMetrics,
      recordAiUsageEvents,
      change,
      keepPrivate,
      respectConsent,
      matchTrackingJourney,
      reachEveryLayer,
    ],
    [throws, rejects],
  ),
  toHaveDeliveredEachEventOnce,
  toHaveValidEventTracking,
}
