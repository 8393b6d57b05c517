import type {
  AdditionalProperties,
  AnyEntries,
  EventName,
  EventsOf,
  Identifiers,
  PropertiesLike,
} from '../definitions/index.ts'
import type { AiContextFields } from '../snowplow/iglu/index.ts'

/** The options of `trackInternalEvent`. */
export interface TrackOptions<Properties = never> extends EventOptions {
  readonly additionalProperties?: AdditionalProperties | Properties | undefined
}

interface EventOptions extends Identifiers {
  /** The place in the code where the event happened. Default: `InternalEventTracking`. */
  readonly category?: string | undefined
  /** Fields of the `ai_context`, which adds this context whatever the event's classification. */
  readonly aiContext?: AiContextFields | undefined
  /** `false` counts the event without sending it to Snowplow. Default: `true`. */
  readonly sendSnowplowEvent?: boolean | undefined
}

/** The functions that track, for the events of a register; for any event without one. */
export type TrackingCalls<Own = InternalEventsRegister> = Own extends { readonly events: object }
  ? RegisteredCalls<NameOf<Own>, EventsOf<Own>>
  : OpenCalls

/** Errors print the arguments of an alias that has some: of the global register, its name is enough. */
type NameOf<Own> = [Own, InternalEventsRegister] extends [InternalEventsRegister, Own]
  ? EventName
  : EventName<Own>

interface OpenCalls {
  /** Tracks an event in the back end. */
  trackInternalEvent<Properties extends PropertiesLike<Properties> = never>(
    name: string,
    options?: TrackOptions<Properties>,
  ): void
  /** Tracks an event in the front end, with the identifiers of the page. */
  trackEvent<Properties extends PropertiesLike<Properties> = never>(
    name: string,
    properties?: AdditionalProperties | Properties,
    category?: string,
  ): void
}

interface RegisteredCalls<Names extends string, Events extends AnyEntries> {
  /** Tracks an event in the back end. */
  trackInternalEvent<Name extends Names>(
    name: Name,
    options?: RegisteredOptions<Events[Name]['properties']>,
  ): void
  /** Tracks an event in the front end, with the identifiers of the page. */
  trackEvent<Name extends Names>(
    name: Name,
    properties?: Events[Name]['properties'],
    category?: string,
  ): void
}

interface RegisteredOptions<Properties> extends EventOptions {
  readonly additionalProperties?: Properties | undefined
}
