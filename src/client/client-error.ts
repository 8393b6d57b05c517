import { InternalEventsError } from '../foundation/index.ts'

/** An event that a flush could not deliver. */
export interface UndeliveredEvent {
  readonly name: string
  /** The id that every attempt to deliver it has. */
  readonly id: string
  readonly cause: string
  /** Whether it waits for the next flush; else it is lost. */
  readonly waits: boolean
}

/** Thrown for settings that cannot be used, and by `flush` and `shutdown` for what was not delivered. */
export class ClientError extends InternalEventsError<'INVALID_SETTING' | 'NOT_DELIVERED'> {
  readonly events: readonly UndeliveredEvent[]

  constructor(
    code: 'INVALID_SETTING' | 'NOT_DELIVERED',
    message: string,
    events: readonly UndeliveredEvent[] = [],
  ) {
    super(code, message)
    this.events = events
  }
}
