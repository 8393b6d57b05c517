import { AsyncLocalStorage } from 'node:async_hooks'
import { errorText } from '../tracking/error-text.ts'
import { guardTracking } from '../tracking/guard-tracking.ts'
import type { UndeliveredEvent } from './client-error.ts'
import type { ClientSettings } from './client-settings.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import { SummaryLog } from './summary-log.ts'

/** An event that the collector has accepted. */
export type DeliveredEvent = Pick<OutgoingEvent, 'id' | 'name'>

/** An event that is lost, and why. */
export type LostEvent = Pick<UndeliveredEvent, 'id' | 'name' | 'cause'>

/** The lost events that are kept to be told, the newest; of the others there is a count. */
const KEPT = 1000

/** Counts what becomes of events, and tells the hooks and the logger of a client. */
export class DeliveryLedger {
  tracked = 0
  delivered = 0
  readonly lost: Map<string, number> = new Map()
  readonly log: SummaryLog
  /**
   * Runs what belongs to no request: requests to the collector, the logger and hooks. They would have
   * the context of the request that happened to start them.
   */
  readonly outside: ReturnType<typeof AsyncLocalStorage.snapshot> = AsyncLocalStorage.snapshot()
  #isTelling = false
  readonly #settings: Pick<ClientSettings, 'onDelivery' | 'onLoss'>
  #untold: LostEvent[] = []
  #untoldCounts = new Map<string, number>()

  constructor(settings: ClientSettings, logger: Pick<Console, 'warn'>) {
    this.#settings = settings
    this.log = new SummaryLog({ warn: (line: string) => this.outside(() => logger.warn(line)) })
  }

  deliver(events: readonly DeliveredEvent[]): void {
    this.delivered += events.length
    this.#call(
      this.#settings.onDelivery,
      events.map(({ id, name }) => ({ id, name })),
    )
  }

  /** Counts lost events. The detail is for the logger alone: causes are few, to be exported. */
  lose(events: readonly LostEvent[], detail = ''): void {
    const causes = new Map<string, number>()
    for (const { cause } of events) count(causes, cause)
    for (const [cause, number] of causes) {
      count(this.lost, cause, number)
      count(this.#untoldCounts, cause, number)
      this.log.add(`lost (${cause}${detail})`, number)
    }
    this.#untold.push(...events.slice(-KEPT))
    // Not at each loss: a burst of them would move the list each time.
    if (this.#untold.length >= 2 * KEPT) this.#untold = this.#untold.slice(-KEPT)
    this.#call(this.#settings.onLoss, events)
  }

  /** Returns the lost events that nobody was told of, and forgets them. */
  takeLost(): { events: LostEvent[]; counts: ReadonlyMap<string, number> } {
    const told = { events: this.#untold.slice(-KEPT), counts: this.#untoldCounts }
    this.#untold = []
    this.#untoldCounts = new Map()
    return told
  }

  /**
   * Calls a hook of the service, whose error is not that of the code that tracks. What is lost in a
   * hook is not told to it: it would track, and lose, without end.
   */
  #call<Event>(hook: ((events: Event[]) => unknown) | undefined, events: readonly Event[]): void {
    if (!hook || events.length === 0 || this.#isTelling) return
    this.#isTelling = true
    guardTracking(
      () => this.outside(hook, [...events]),
      (error) => this.log.add(`told to a hook that failed: ${errorText(error)}`, events.length),
    )
    this.#isTelling = false
  }
}

function count(counts: Map<string, number>, cause: string, events = 1): void {
  counts.set(cause, (counts.get(cause) ?? 0) + events)
}
