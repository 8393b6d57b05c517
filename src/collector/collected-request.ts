import type { BadRow, CollectedEvent } from '../snowplow/index.ts'

/** One request as it was answered. */
export interface CollectedRequest {
  readonly method: string
  readonly url: string
  /** The status of the answer; `undefined` where there was none. */
  status: number | undefined
  readonly events: readonly CollectedEvent[]
  readonly badRows: readonly BadRow[]
  /** Whether the real pipeline would refuse the whole request for what is wrong with one item. */
  readonly refused: boolean
}

/** A request that was not answered well is sent again, or lost. */
export function isAccepted({ status }: Pick<CollectedRequest, 'status'>): boolean {
  return status !== undefined && status >= 200 && status < 300
}
