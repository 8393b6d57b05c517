import { InternalEventsError } from '../foundation/index.ts'

export type MonitorErrorCode =
  /** No collector answers at the address. Start one there, or correct the address. */
  | 'UNREACHABLE_COLLECTOR'
  /** The program at the address is not a collector, or keeps no events. Correct the address, or start a collector that keeps them. */
  | 'NOT_A_COLLECTOR'

/** Thrown when a collector that is to be monitored does not answer as one. */
export class MonitorError extends InternalEventsError<MonitorErrorCode> {
  /** The message without its beginning and its remedy: `it refuses connections`. */
  readonly reason: string

  constructor(
    code: MonitorErrorCode,
    url: string,
    reason: string,
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(code, `Failed to monitor ${url}: ${reason}. ${remedy}`, options)
    this.reason = reason
  }
}
