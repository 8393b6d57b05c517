import type { AiContextFields } from '../contexts/ai-context.ts'
import type { EventName, IsAny } from './event-register.ts'

/** Anything that can identify a user, project or namespace. */
export interface Identifiable {
  readonly id: number | string
}

/** A project, which may carry the namespace that is used when none is given. */
export interface Project extends Identifiable {
  readonly namespace?: Identifiable | null | undefined
}

/** The properties that code tracks with an event: built-in ones, and declared ones. */
export interface TrackedProperties {
  readonly label?: string | null | undefined
  readonly property?: string | null | undefined
  readonly value?: number | null | undefined
  readonly [custom: string]: string | number | null | undefined
}

/** The options that the function of a service takes. */
// biome-ignore lint/suspicious/noExplicitAny: the properties of any event
export interface TrackOptions<Properties = any> {
  readonly user?: Identifiable | null | undefined
  readonly project?: Project | null | undefined
  readonly namespace?: Identifiable | null | undefined
  readonly featureEnabledByNamespaceIds?: readonly (number | string)[] | null | undefined
  readonly category?: string | undefined
  readonly additionalProperties?:
    | (IsAny<Properties> extends true ? TrackedProperties : Properties)
    | undefined
  readonly aiContext?: AiContextFields | undefined
  /** `false` counts the event without sending it to Snowplow. */
  readonly sendSnowplowEvent?: boolean | undefined
}

/**
 * The function that a service tracks with, such as that of an `InternalEventsClient`, or that of
 * internal-events-testing. It may be asynchronous: nobody waits for its promise, but a rejection is
 * handled as an error that is thrown.
 */
export type TrackInternalEvent = (name: EventName, options: TrackOptions) => void
