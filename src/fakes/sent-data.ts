import type { TrackedEvent } from '../tracking/index.ts'

/** An item that code sent beside internal events. */
export interface SentData {
  /** The name in messages: that of the event, or of the kind of the payload. */
  readonly name: string
  /** An item of a tracker's request that the journal does not have, such as a page view. */
  readonly payload?: Readonly<Record<string, unknown>>
  /** The properties of a call that was refused here, and that a browser sends. */
  readonly additionalProperties?: Readonly<Record<string, unknown>>
  /** The parameters of a request to the usage data API. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** A request to a collector, as it came. */
  readonly request?: RawRequest
}

/** A request to a collector as it came, before anything is decoded. */
export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The decompressed text of a body whose items could not be read; the items of others are known. */
  readonly body?: string
}

/** One thing that code sent: an internal event, or something else. */
export type Sent = TrackedEvent | SentData
