import type { AdditionalProperties } from '../definitions/index.ts'
import type { TrackingFunctions } from '../tracking/index.ts'
import {
  ADDITIONAL,
  type EventPayload,
  parseAdditional,
  readEventPayload,
  TRACKED,
  TRACKED_ON_LOAD,
} from './event-payload.ts'
import { HtmlError } from './html-error.ts'

/** A DOM element, of whatever window. */
export interface EventElement {
  getAttribute(name: string): string | null
}

interface Click {
  readonly target: unknown
}

/** A document, an element or a shadow root, of whatever window. */
export interface EventRoot {
  addEventListener(type: 'click', listener: (event: Click) => void): void
  removeEventListener(type: 'click', listener: (event: Click) => void): void
  querySelectorAll(selector: string): ArrayLike<EventElement>
}

/** The target of a click; a document as the target is not an element. */
interface Clicked {
  closest?(selector: string): EventElement | null
}

/** A mixin of a Vue component, which gives it the method `trackEvent`. */
export interface TrackingMixin<Own = InternalEventsRegister> {
  readonly methods: Pick<TrackingFunctions<Own>, 'trackEvent'>
}

/** The functions that the front end tracks with. */
export interface FrontendTracking<Own = InternalEventsRegister> {
  /** Tracks an event, with the identifiers of the page. */
  readonly trackEvent: TrackingFunctions<Own>['trackEvent']
  /**
   * Tracks clicks in `root` (the document by default): a click belongs to the nearest element with
   * `data-event-tracking`, from its target outwards. Returns a function that ends this, or `null`
   * if the root is already bound or Snowplow does not run.
   */
  bindInternalEventDocument(root?: EventRoot): (() => void) | null
  /**
   * Tracks the elements in `root` (the document by default) that fire on load, and returns them.
   * Elements that are inserted later do not fire.
   */
  trackInternalLoadEvents(root?: EventRoot): ArrayLike<EventElement>
  /** Returns a mixin for Vue's options API. */
  mixin(): TrackingMixin<Own>
}

/** @throws {InternalEventsError} `NO_DOCUMENT` in a test that runs without a DOM. */
export function theDocument(): Document {
  if (globalThis.document) return document
  throw new HtmlError(
    'NO_DOCUMENT',
    'Failed to track clicks and loads: there is no document. Run the test in jsdom, happy-dom or a browser, or pass a root.',
  )
}

interface FrontendParts {
  readonly trackEvent: TrackingFunctions['trackEvent']
  /** Returns the functions as all code is to see them, these functions included. */
  asSeen(tracking: FrontendTracking): FrontendTracking
  /** Tells whether Snowplow runs on the page. */
  enabled(): boolean
  /** The bound roots. */
  readonly bound: WeakSet<object>
  /** Hears of an error that a tracked click threw, which a DOM does not pass on. */
  onError(error: unknown): void
}

/**
 * Makes the functions that the front end tracks with. All of them call `trackEvent` on the result,
 * so that a spy there sees the call.
 *
 * Source: `app/assets/javascripts/tracking/internal_events.js` of GitLab.
 */
export function createFrontendTracking(parts: FrontendParts): FrontendTracking {
  const tracking = parts.asSeen({
    trackEvent: parts.trackEvent,

    bindInternalEventDocument(root = theDocument()) {
      if (!parts.enabled() || parts.bound.has(root)) return null
      const onClick = ({ target }: Click) => {
        const element = (target as Clicked).closest?.(TRACKED)
        if (!element) return
        try {
          // Also one that names no event.
          track(payloadOf(element))
        } catch (error) {
          parts.onError(error)
        }
      }
      parts.bound.add(root)
      root.addEventListener('click', onClick)
      return () => {
        parts.bound.delete(root)
        root.removeEventListener('click', onClick)
      }
    },

    trackInternalLoadEvents(root = theDocument()) {
      if (!parts.enabled()) return []
      const elements = root.querySelectorAll(TRACKED_ON_LOAD)
      for (const element of Array.from(elements)) {
        const payload = payloadOf(element)
        if (payload.event) track(payload)
      }
      return elements
    },

    mixin() {
      return {
        methods: {
          trackEvent(name, properties: AdditionalProperties = {}, category) {
            tracking.trackEvent(name, properties, category)
          },
        },
      }
    },
  })

  function payloadOf(element: EventElement): EventPayload {
    const attribute = (name: string) => element.getAttribute(name)
    if (parseAdditional(attribute).broken) {
      console.error('Failed to parse eventAdditional attribute:', attribute(ADDITIONAL))
    }
    return readEventPayload(attribute)
  }

  function track({ event = '', additionalProperties }: EventPayload): void {
    tracking.trackEvent(event, additionalProperties as AdditionalProperties)
  }

  return tracking
}
