declare global {
  /**
   * The events and metrics of a project: the file that `npx internal-events types` writes adds them.
   * It is global since the two packages, each in two formats, would have four of any other interface.
   */
  interface InternalEventsRegister {}
}

/** The parts of a register, such as the `Register` that a generated file exports. */
export interface Register {
  readonly events: object
  readonly metrics: object
}

/**
 * Stands for a name that code puts together. TypeScript asks each type of a union whether a literal
 * may be of it until one says yes: this one does, before thousands of names are asked.
 */
type ComputedName = string & { readonly '~computed': true }

/** Adds names that code puts together to events or metrics; nothing is known of these. */
// biome-ignore lint/suspicious/noExplicitAny: an interface fits no type of records but this
type WithComputed<Entries> = { readonly [name: ComputedName]: any } & Entries

/** Events and metrics where no generated file names them. */
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of an event that is not registered
export type AnyEntries = Readonly<Record<string, any>>

/** The events of a register, by name; of any name without a register. */
export type EventsOf<Own> = Own extends { readonly events: infer Events }
  ? WithComputed<Events>
  : AnyEntries

/** The metrics of a register, by key path. */
type MetricsOf<Own> = Own extends { readonly metrics: infer Metrics }
  ? WithComputed<Metrics>
  : AnyEntries

/** `Type` where events are registered. */
type Where<Own, Type> = Own extends { readonly events: object } ? Type : never

// Of an alias that is a union itself, errors print its name, and not thousands of names.

/**
 * The name of an event that is defined, or allowed without a definition. Any text as long as no
 * generated file names the events. A name that code computes is cast: `name as EventName`.
 */
export type EventName<Own = InternalEventsRegister> =
  | Where<Own, ComputedName>
  | (keyof EventsOf<Own> & string)

/** The key path of a metric that is defined, by the same rules. */
export type MetricKeyPath<Own = InternalEventsRegister> =
  | Where<Own, ComputedName>
  | (keyof MetricsOf<Own> & string)

/** The properties of an event of which nothing is known. */
// biome-ignore lint/suspicious/noExplicitAny: an event that is not registered takes any
export type AnyProperties = any

/** The declared properties of an event, or of each of several, with their types. */
export type PropertiesOf<Name extends EventName> =
  EventsOf<InternalEventsRegister>[Name]['properties']

/** The identifiers that an event declares: `user`, `project`, `namespace`, `featureEnabledByNamespaceIds`. */
export type IdentifiersOf<Name extends EventName> =
  EventsOf<InternalEventsRegister>[Name]['identifiers']

/** The contexts that an event is sent with: `gitlab_standard`, and `ai_context` for one of Duo. */
export type ContextsOf<Name extends EventName> = EventsOf<InternalEventsRegister>[Name]['contexts']
