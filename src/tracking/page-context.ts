import type { Identifiers } from '../definitions/index.ts'

/** The page that the front end tracks on. */
export interface PageContext {
  /** The user who has signed in. Without a user, the end point that counts refuses the event. */
  readonly user?: Identifiers['user']
  readonly project?: Identifiers['project']
  readonly namespace?: Identifiers['namespace']
  /**
   * True when Snowplow runs on the page (`window.snowplow` is a function). Without it clicks and
   * loads are not tracked, and the events of `trackEvent` are counted but not sent. Default:
   * `true`.
   */
  readonly snowplow?: boolean | undefined
}

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

/** Returns the category of the page, which its events get when they name none. */
export function documentCategory(): string | undefined {
  return globalThis.document?.body?.dataset['page']
}
