/** Anything that can identify a user, project or namespace. */
export interface Identifiable {
  readonly id: number | string
}

/** A project, which may carry the namespace that is used when none is given. */
export interface Project extends Identifiable {
  readonly namespace?: Identifiable | null | undefined
}

/** Who and what an event is about. */
export interface Identifiers {
  readonly user?: Identifiable | null | undefined
  readonly project?: Project | null | undefined
  readonly namespace?: Identifiable | null | undefined
  readonly featureEnabledByNamespaceIds?: readonly (number | string)[] | null | undefined
}

/** `label` and `property` (string), `value` (number) and declared custom keys (string or number). */
export interface AdditionalProperties {
  readonly label?: string | null | undefined
  readonly property?: string | null | undefined
  readonly value?: number | null | undefined
  readonly [custom: string]: string | number | null | undefined
}

/** A Snowplow payload as the tracker hands it to its emitter. */
export type SnowplowPayload = Readonly<Record<string, unknown>>

/** One event as recorded, wherever it came from. */
export interface TrackedEvent extends Identifiers {
  readonly name: string
  readonly category: string | undefined
  /** The declared properties that were given; undeclared ones never leave the router. */
  readonly additionalProperties: Readonly<Record<string, unknown>>
  /**
   * `backend` for `trackInternalEvent`, `frontend` for `InternalEvents.trackEvent`, `tracker` for
   * code that uses a Snowplow tracker itself: such an event moves no counters, and its
   * identifiers are those of its `gitlab_standard` context (a user's id may be a SHA-256 digest).
   */
  readonly source: 'backend' | 'frontend' | 'tracker'
  /** What the tracker built; absent when the event was not sent to Snowplow. */
  readonly payload: SnowplowPayload | undefined
}
