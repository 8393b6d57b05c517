import type { Identifiers } from '../definitions/index.ts'
import { isMapping, withCode } from '../foundation/index.ts'

/** The page that the front end tracks on. */
export interface PageContext {
  /** The user who has signed in. Without a user, the end point that counts refuses the event. */
  readonly user?: Identifiers['user']
  readonly project?: Identifiers['project']
  readonly namespace?: Identifiers['namespace']
  /**
   * The category of events that name none, on a page without `data-page`. `null`: such events throw,
   * as they do there. Default: `test:page`, so that a component needs no page in its test.
   */
  readonly category?: string | null | undefined
  /**
   * True when Snowplow runs on the page (`window.snowplow` is a function). Without it clicks and
   * loads are not tracked, and the events of `trackEvent` are counted but not sent. Default:
   * `true`.
   */
  readonly snowplow?: boolean | undefined
}

/** The values that GitLab's pages tell their scripts (`window.gl`). */
interface PageGlobals {
  readonly onlySendDuoEvents?: unknown
  readonly duoEvents?: readonly unknown[]
  readonly snowplowStandardContext?: { readonly data?: { readonly extra?: unknown } }
}

/** The reason why no event is sent, and what to do about it. */
export interface Silence {
  readonly reason: string
  readonly remedy: string
}

const TEST_CATEGORY = 'test:page'

/**
 * Tells whether the page sends to Snowplow: it runs there, and the browser does not ask for
 * privacy.
 *
 * Source: `Tracker.enabled()` of GitLab's `app/assets/javascripts/tracking`.
 */
export function snowplowEnabled({ snowplow = true }: PageContext): boolean {
  const { navigator } = globalThis as { navigator?: { globalPrivacyControl?: unknown } }
  return snowplow && !navigator?.globalPrivacyControl
}

/**
 * Returns why the page neither sends an event nor has it counted: it sends those of GitLab Duo alone
 * (`gl.onlySendDuoEvents`), and this is none of them (`gl.duoEvents`).
 *
 * Source: `isEventEligible` of GitLab's `app/assets/javascripts/tracking`.
 */
export function silenceOfPage(name: string): Silence | undefined {
  const { onlySendDuoEvents, duoEvents } = pageGlobals()
  if (!onlySendDuoEvents || duoEvents?.includes(name)) return undefined
  return {
    reason: 'the page has gl.onlySendDuoEvents, and the event is not in gl.duoEvents',
    remedy: 'Add the event to gl.duoEvents, or leave gl.onlySendDuoEvents out.',
  }
}

/**
 * Returns the category of the events that name none, on a page whose `<body>` has this `data-page`.
 * Empty or null, they cannot be sent.
 */
export function pageCategory(
  { category }: PageContext,
  dataPage: string | undefined,
): string | null | undefined {
  return dataPage || (category === undefined ? (dataPage ?? TEST_CATEGORY) : category)
}

/** Returns the category of the events that name none, on the page of the document. */
export function documentCategory(page: PageContext): string | null | undefined {
  return pageCategory(page, globalThis.document?.body?.dataset['page'])
}

/** @throws {Error} `NO_CATEGORY`, as the front end does, with its message. */
export function checkCategory(category: string | null | undefined): void {
  if (category) return
  throw withCode(new Error('Tracking: no category provided for tracking.'), 'NO_CATEGORY')
}

/** Returns what the page adds to the custom properties of each event. */
export function pageExtra(): Record<string, unknown> {
  const extra = pageGlobals().snowplowStandardContext?.data?.extra
  return isMapping(extra) ? extra : {}
}

function pageGlobals(): PageGlobals {
  return (globalThis as { gl?: PageGlobals }).gl ?? {}
}
