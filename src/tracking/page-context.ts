import type { Identifiers } from '../definitions/index.ts'

/** The page that the front end tracks on. */
export interface PageContext {
  /** Who has signed in. Without a user, the end point that counts refuses the event. */
  readonly user?: Identifiers['user']
  readonly project?: Identifiers['project']
  readonly namespace?: Identifiers['namespace']
  /**
   * Whether Snowplow runs on the page (`window.snowplow` is a function). Without it clicks and
   * loads are not tracked, and what is tracked by `trackEvent` is counted but not sent.
   * Default: `true`.
   */
  readonly snowplow?: boolean | undefined
}

/**
 * Whether the page sends to Snowplow: where it runs, and the browser asks for no privacy.
 *
 * Source: `Tracker.enabled()` of GitLab's `app/assets/javascripts/tracking`.
 */
export function snowplowEnabled({ snowplow = true }: PageContext): boolean {
  const { navigator } = globalThis as { navigator?: { globalPrivacyControl?: unknown } }
  return snowplow && !navigator?.globalPrivacyControl
}

/** The category of the page, which its events get when they name none. */
export function documentCategory(): string | undefined {
  return globalThis.document?.body?.dataset['page']
}
