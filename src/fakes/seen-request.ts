import { shared } from '../foundation/index.ts'

/** A request that a collector saw while a block was open. */
export interface SeenRequest {
  readonly method: string
  /** Its URL; on a port, the path alone. */
  readonly url: string
  /** False when the collector has no such path. */
  readonly taken: boolean
  /** True when the collector would have taken it, but it went out to the network. */
  readonly missed?: boolean
}

/** Returns what stands for the collectors that are open now: a message says more where one is. */
export function openCollectors(): Set<object> {
  return shared('open-collectors', () => new Set())
}
