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
 *
 * @module internal-events-testing/node-tracker
 */
import type { newTracker as NewTracker } from '@snowplow/node-tracker'
import { createFakeTracker, currentRun } from '../fakes/index.ts'
import { loadNodeTracker } from '../snowplow/index.ts'

/** Makes the real tracker with the given configuration; the journal replaces its emitters. */
export const newTracker: typeof NewTracker = (config) => createFakeTracker(currentRun, config)

const real: typeof import('@snowplow/node-tracker') = loadNodeTracker()
/** Names the levels of the real logger. */
export const LOG_LEVEL: typeof real.LOG_LEVEL = real.LOG_LEVEL
/** Builds the payload of a click on an advertisement: the real function. */
export const buildAdClick: typeof real.buildAdClick = real.buildAdClick
/** Builds the payload of what came of an advertisement: the real function. */
export const buildAdConversion: typeof real.buildAdConversion = real.buildAdConversion
/** Builds the payload of an advertisement that was shown: the real function. */
export const buildAdImpression: typeof real.buildAdImpression = real.buildAdImpression
/** Builds the payload of an item that was put into a cart: the real function. */
export const buildAddToCart: typeof real.buildAddToCart = real.buildAddToCart
/** Builds the payload of consent that was given: the real function. */
export const buildConsentGranted: typeof real.buildConsentGranted = real.buildConsentGranted
/** Builds the payload of consent that was withdrawn: the real function. */
export const buildConsentWithdrawn: typeof real.buildConsentWithdrawn = real.buildConsentWithdrawn
/** Builds the payload of a purchase: the real function. */
export const buildEcommerceTransaction: typeof real.buildEcommerceTransaction =
  real.buildEcommerceTransaction
/** Builds the payload of an item of a purchase: the real function. */
export const buildEcommerceTransactionItem: typeof real.buildEcommerceTransactionItem =
  real.buildEcommerceTransactionItem
/** Builds the payload of a field of a form that was entered or changed: the real function. */
export const buildFormFocusOrChange: typeof real.buildFormFocusOrChange =
  real.buildFormFocusOrChange
/** Builds the payload of a form that was sent: the real function. */
export const buildFormSubmission: typeof real.buildFormSubmission = real.buildFormSubmission
/** Builds the payload of a click on a link: the real function. */
export const buildLinkClick: typeof real.buildLinkClick = real.buildLinkClick
/** Builds the payload of the time that a page is looked at: the real function. */
export const buildPagePing: typeof real.buildPagePing = real.buildPagePing
/** Builds the payload of a page that was opened: the real function. */
export const buildPageView: typeof real.buildPageView = real.buildPageView
/** Builds the payload of an item that was taken out of a cart: the real function. */
export const buildRemoveFromCart: typeof real.buildRemoveFromCart = real.buildRemoveFromCart
/** Builds the payload of a screen that was opened: the real function. */
export const buildScreenView: typeof real.buildScreenView = real.buildScreenView
/** Builds the payload of an event that names its own schema: the real function. */
export const buildSelfDescribingEvent: typeof real.buildSelfDescribingEvent =
  real.buildSelfDescribingEvent
/** Builds the payload of a search on the site: the real function. */
export const buildSiteSearch: typeof real.buildSiteSearch = real.buildSiteSearch
/** Builds the payload of an interaction with a social network: the real function. */
export const buildSocialInteraction: typeof real.buildSocialInteraction =
  real.buildSocialInteraction
/** Builds the payload of a structured event, whose action is the name of an internal event: the real function. */
export const buildStructEvent: typeof real.buildStructEvent = real.buildStructEvent
/** Names the version of the real package. */
export const version: typeof real.version = real.version
