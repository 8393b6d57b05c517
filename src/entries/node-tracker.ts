/**
 * The module fake of `@snowplow/node-tracker` 4, for code that builds its own tracker:
 *
 * ```ts
 * import { vi } from 'vitest'
 *
 * vi.mock('@snowplow/node-tracker', () => import('internal-events-testing/node-tracker'))
 * ```
 *
 * Everything is real, but payloads go to the journal instead of a collector.
 */
import type { newTracker as NewTracker } from '@snowplow/node-tracker'
import { createFakeTracker, currentRun } from '../fakes/index.ts'
import { loadNodeTracker } from '../snowplow/index.ts'

/** Makes the real tracker with the given configuration; the journal replaces its emitters. */
export const newTracker: typeof NewTracker = (config) => createFakeTracker(currentRun, config)

const real: typeof import('@snowplow/node-tracker') = loadNodeTracker()
export const LOG_LEVEL: typeof real.LOG_LEVEL = real.LOG_LEVEL
export const buildAdClick: typeof real.buildAdClick = real.buildAdClick
export const buildAdConversion: typeof real.buildAdConversion = real.buildAdConversion
export const buildAdImpression: typeof real.buildAdImpression = real.buildAdImpression
export const buildAddToCart: typeof real.buildAddToCart = real.buildAddToCart
export const buildConsentGranted: typeof real.buildConsentGranted = real.buildConsentGranted
export const buildConsentWithdrawn: typeof real.buildConsentWithdrawn = real.buildConsentWithdrawn
export const buildEcommerceTransaction: typeof real.buildEcommerceTransaction =
  real.buildEcommerceTransaction
export const buildEcommerceTransactionItem: typeof real.buildEcommerceTransactionItem =
  real.buildEcommerceTransactionItem
export const buildFormFocusOrChange: typeof real.buildFormFocusOrChange =
  real.buildFormFocusOrChange
export const buildFormSubmission: typeof real.buildFormSubmission = real.buildFormSubmission
export const buildLinkClick: typeof real.buildLinkClick = real.buildLinkClick
export const buildPagePing: typeof real.buildPagePing = real.buildPagePing
export const buildPageView: typeof real.buildPageView = real.buildPageView
export const buildRemoveFromCart: typeof real.buildRemoveFromCart = real.buildRemoveFromCart
export const buildScreenView: typeof real.buildScreenView = real.buildScreenView
export const buildSelfDescribingEvent: typeof real.buildSelfDescribingEvent =
  real.buildSelfDescribingEvent
export const buildSiteSearch: typeof real.buildSiteSearch = real.buildSiteSearch
export const buildSocialInteraction: typeof real.buildSocialInteraction =
  real.buildSocialInteraction
export const buildStructEvent: typeof real.buildStructEvent = real.buildStructEvent
export const version: typeof real.version = real.version
