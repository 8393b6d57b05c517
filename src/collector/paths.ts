/** Where trackers post to. */
export const TP2 = '/com.snowplowanalytics.snowplow/tp2'

/** Where clients of a GitLab instance post to, which forwards their events. */
export const FORWARDING = '/-/collect_events'

/** Where trackers send one event at a time. */
export const PIXELS: readonly string[] = ['/i', '/ice.png']

/** Where anybody else posts to: a vendor and a version, those above among them. */
export const VENDOR_PATH: RegExp = /^\/(?!micro\/)([^/]+)\/([^/]+)$/

/** Where clients of a GitLab instance count, which may lie below a path of its own. */
export const USAGE_DATA: RegExp =
  /\/api\/v4\/usage_data\/(track_events?|increment_counter|increment_unique_users)$/
