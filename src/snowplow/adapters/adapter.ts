import type { Reason } from '../payload-data.ts'
import type { BodyHeaders, Unreadable } from '../read-body.ts'

/** A request as a collector receives it, through any door. */
export interface CollectorRequest {
  readonly method: string
  /** Without a namespace. */
  readonly path: string
  readonly query: string
  readonly headers: BodyHeaders
  /** `undefined` if it was too large, and was discarded while it arrived. */
  readonly body: Uint8Array | undefined
}

/** A request whose body has arrived whole. */
export interface WholeRequest extends CollectorRequest {
  readonly body: Uint8Array
}

/** The limits of what is read. */
export interface RequestRules {
  readonly maxBytes: number
  /** The number of levels that JSON may have. */
  readonly levels: number
  /** True takes bodies that the pipeline refuses for their type or encoding. */
  readonly lenient: boolean
}

/** An item of a request, and the reasons why the pipeline would refuse the whole request for it. */
export interface Item {
  readonly payload: unknown
  readonly reasons: readonly Reason[]
}

/** Takes the requests of one kind of sender apart, an item when it is asked for. */
export type Adapter = (request: WholeRequest, rules: RequestRules) => Iterable<Item> | Unreadable
