import type { BadRow, CollectedEvent } from '../snowplow/index.ts'

/** One request with its answer. */
export interface CollectedRequest {
  readonly method: string
  readonly url: string
  /** The status of the answer; `undefined` if there was none. */
  status: number | undefined
  readonly events: readonly CollectedEvent[]
  readonly badRows: readonly BadRow[]
  /** True if the real pipeline would refuse the whole request because of one item. */
  readonly refused: boolean
}

/** Tells whether a request was accepted. If not, it is sent again, or lost. */
export function isAccepted({ status }: Pick<CollectedRequest, 'status'>): boolean {
  return status !== undefined && status >= 200 && status < 300
}
