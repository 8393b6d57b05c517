import { shared } from '../foundation/index.ts'

/** A request that a collector saw while a block was open. */
export interface SeenRequest {
  readonly method: string
  /** Its URL; on a port, the path alone. */
  readonly url: string
  /** False when the collector has no such path. */
  readonly taken: boolean
  /** True when the collector would have taken it, but it went past it. */
  readonly missed?: boolean
  /** The door past which it went. Default: MSW. */
  readonly missedBy?: 'internalEvents'
  /** Resolves when it is known whether it was missed. */
  readonly known?: Promise<void>
}

/** Returns what stands for the collectors that are open now: a message says more where one is. */
export function openCollectors(): Set<object> {
  return shared('open-collectors', () => new Set())
}

/** The `fetch` at the time when handlers of a collector were first made: a server of MSW that listens has replaced it. */
const handled = () => shared('fetch-of-handlers', (): { fetch?: unknown } => ({}))

/** Notes that a server of MSW, once it listens, takes requests to a collector. */
export function noteHandlers(): void {
  handled().fetch ??= globalThis.fetch
}

/** Tells whether a collector may have been made: nothing is sent to one before. */
export function mayBeCollected(): boolean {
  return openCollectors().size > 0 || handled().fetch !== undefined
}

/** Tells whether a collector takes requests now, as far as anybody can tell. */
export function collectorListens(): boolean {
  const { fetch } = handled()
  return openCollectors().size > 0 || (fetch !== undefined && fetch !== globalThis.fetch)
}
