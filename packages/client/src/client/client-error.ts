/** An event that was not delivered. */
export interface UndeliveredEvent {
  readonly name: string
  /** The id that every attempt to deliver it has. */
  readonly id: string
  readonly cause: string
  /** True if the client tries again, false if the event is lost. */
  readonly waits: boolean
}

export type ClientErrorCode =
  /** A setting, or a variable of the environment, cannot be used. Correct the one that the message names. */
  | 'INVALID_SETTING'
  /** The collector did not accept events before `flush` or `shutdown` ended. Check that it runs and is a collector; `events` lists them. */
  | 'NOT_DELIVERED'

const BRAND = Symbol.for('internal-events/error')
const { [Symbol.hasInstance]: isInstance } = Function.prototype

/**
 * Thrown for settings that cannot be used, and by `flush` and `shutdown` for undelivered events.
 * `instanceof` holds across copies of this module, such as ES module and CommonJS; so does that of
 * `InternalEventsError` of internal-events-testing.
 */
export class ClientError extends Error {
  readonly code: ClientErrorCode
  /** The events that were not delivered: of the lost ones the 1,000 newest. */
  readonly events: readonly UndeliveredEvent[]
  /** The number of lost events that `events` leaves out. */
  readonly omitted: number

  constructor(
    code: ClientErrorCode,
    message: string,
    events: readonly UndeliveredEvent[] = [],
    omitted = 0,
  ) {
    super(message)
    this.name = 'ClientError'
    this.code = code
    this.events = events
    this.omitted = omitted
    Object.defineProperty(this, BRAND, { value: ['ClientError', 'InternalEventsError'] })
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass inherits this, and tells its own.
    if (this !== ClientError) return isInstance.call(this, value)
    const names: unknown = (value as { [BRAND]?: unknown } | null | undefined)?.[BRAND]
    return Array.isArray(names) && names.includes('ClientError')
  }
}
