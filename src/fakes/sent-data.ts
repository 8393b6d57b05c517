import type { TrackedEvent } from '../tracking/index.ts'

/** What code sent beside internal events. */
export interface SentData {
  /** The name in messages: that of the event, or of the kind of the payload. */
  readonly name: string
  /** An item of a tracker's request that the journal does not have, such as a page view. */
  readonly payload?: Readonly<Record<string, unknown>>
  /** The parameters of a request to the usage data API. */
  readonly parameters?: Readonly<Record<string, unknown>>
}

/** One thing that code sent: an internal event, or something else. */
export type Sent = TrackedEvent | SentData
