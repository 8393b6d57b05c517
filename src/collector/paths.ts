/** The path that trackers post to. */
export const TP2 = '/com.snowplowanalytics.snowplow/tp2'

/** The path that clients of a GitLab instance post to; the instance forwards their events. */
export const FORWARDING = '/-/collect_events'

/** The path of Iglu webhooks. */
export const WEBHOOK = '/com.snowplowanalytics.iglu/v1'

/** The paths that trackers send single events to. */
export const PIXELS: readonly string[] = ['/i', '/ice.png']

/** The paths of all vendors and versions, which include those above; `/r` would redirect. */
export const VENDOR_PATH: RegExp = /^\/(?!micro\/|r\/)([^/]+)\/([^/]+)$/

/** The paths of the usage data API, which may lie below the path of an instance. */
export const USAGE_DATA: RegExp =
  /\/api\/v4\/usage_data\/(track_events?|increment_counter|increment_unique_users)$/

/** The paths of the REST API and the page. */
export const MICRO: RegExp = /^\/micro(\/|$)/
