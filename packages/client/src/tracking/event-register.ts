declare global {
  // The events and metrics of a project: the file that `npx internal-events types` writes adds them.
  // It is global since the two packages, each in two formats, would have four of any other interface.
  interface InternalEventsRegister {}
}

/** Stands for a name that code puts together; its properties are not known. */
type ComputedName = string & { readonly '~computed': true }

// biome-ignore lint/suspicious/noExplicitAny: nothing is known of an event that is not registered
type AnyEvents = Readonly<Record<string, any>>

type RegisteredEvents = InternalEventsRegister extends { readonly events: infer Events }
  ? // biome-ignore lint/suspicious/noExplicitAny: an interface fits no type of records but this
    { readonly [name: ComputedName]: any } & Events
  : AnyEvents

type Where<Type> = InternalEventsRegister extends { readonly events: object } ? Type : never

/**
 * The name of an event that is defined, or allowed without a definition. Any text as long as no
 * generated file names the events. A name that code computes is cast: `name as EventName`.
 */
export type EventName = Where<ComputedName> | (keyof RegisteredEvents & string)

/** The declared properties of an event; `any` where nothing is known of it. */
export type PropertiesOf<Name extends EventName> = RegisteredEvents[Name]['properties']

/** Tells `any`. */
export type IsAny<Type> = 0 extends 1 & Type ? true : false
