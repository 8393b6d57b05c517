/** A Snowplow payload as the tracker hands it to its emitter. */
export type SnowplowPayload = Readonly<Record<string, unknown>>
