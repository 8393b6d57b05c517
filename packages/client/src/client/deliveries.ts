import type { ClientSettings } from './client-settings.ts'
import type { DeliveryLedger, LostEvent } from './delivery-ledger.ts'
import { EventQueue } from './event-queue.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import { runLater } from './real-timers.ts'
import { type Answer, sendEvents } from './send-events.ts'

/** The size of a request, in bytes; larger events travel alone. As base64 it is a third more. */
const MAX_REQUEST = 30_000
/** The size of all events that wait, in bytes. */
const MAX_QUEUE = 20_000_000
/** The time before the first retry, in milliseconds. It doubles with each failure, up to the longest. */
const FIRST_RETRY = 1000
const LONGEST_RETRY = 60_000
/** The longest time that a collector can ask to wait. */
const MAX_RETRY_AFTER = 300_000

/**
 * Sends events to a collector, in the order in which they were tracked, one request at a time. An
 * event stays in the queue until it is delivered or lost. After a failure the queue waits, and tries
 * again by itself.
 */
export class Deliveries {
  readonly #url: string
  readonly #ledger: DeliveryLedger
  readonly #batchSize: number
  readonly #timeout: number
  readonly #queueSize: number
  readonly #queue = new EventQueue()
  #sending: Promise<void> | undefined
  #attempt: AbortController | undefined
  /** The number of events at the head of the queue that the last attempt had, and its outcome. */
  #attempted = 0
  #cause = ''
  #failures = 0
  #cancelRetry: (() => void) | undefined
  /** The number of events that a request may have: a collector may refuse a larger one. */
  #limit = Number.POSITIVE_INFINITY
  #closed = false

  constructor(url: string, ledger: DeliveryLedger, settings: ClientSettings) {
    this.#url = url
    this.#ledger = ledger
    this.#batchSize = settings.batchSize ?? 1
    this.#queueSize = settings.queueSize ?? 10_000
    this.#timeout = settings.timeout ?? 10_000
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** Tells whether no other event can wait. */
  get full(): boolean {
    return this.#queue.length >= this.#queueSize || this.#queue.bytes >= MAX_QUEUE
  }

  add(event: OutgoingEvent): void {
    this.#queue.push(event)
    if (this.#queue.length >= this.#batchSize && !this.#cancelRetry) this.#send(this.#batchSize)
  }

  /** Tries to send each event once more, at once. Resolves at the first failure. */
  async flush(): Promise<void> {
    while (this.#sending) await this.#sending
    this.#stopRetry()
    await this.#send(1)
  }

  /** Returns the events that wait, each with the reason. */
  undelivered(): LostEvent[] {
    return this.#queue.events.map(({ id, name }, index) => {
      const cause = index < this.#attempted ? this.#cause : 'a request before it failed'
      return { id, name, cause }
    })
  }

  /** Sends nothing from now on; the events that wait are lost. */
  close(): void {
    this.#closed = true
    this.#stopRetry()
    this.#attempt?.abort(new Error('the client was shut down'))
    this.#ledger.lose(this.undelivered())
    this.#queue.drop(this.#queue.length)
  }

  #send(atLeast: number): Promise<void> {
    this.#sending ??= this.#sendAll(atLeast).finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  async #sendAll(atLeast: number): Promise<void> {
    // The events of one turn travel together.
    await undefined
    while (!this.#closed && this.#queue.length >= atLeast) {
      const batch = this.#queue.first(this.#limit, MAX_REQUEST)
      this.#attempt = new AbortController()
      this.#attempted = batch.length
      this.#cause = 'no answer yet'
      const answer = await sendEvents(this.#url, batch, this.#timeout, this.#attempt)
      // Its events were told to be lost.
      if (this.#closed) return
      if (answer.outcome === 'retry') return this.#retryLater(answer)
      this.#failures = 0
      if (answer.outcome === 'too large' && batch.length > 1) {
        this.#limit = Math.ceil(batch.length / 2)
      } else this.#settle(batch, answer)
    }
  }

  #settle(batch: readonly OutgoingEvent[], { outcome, cause }: Answer): void {
    this.#queue.drop(batch.length)
    this.#attempted = 0
    if (outcome === 'delivered') this.#ledger.deliver(batch)
    else this.#ledger.lose(batch.map(({ id, name }) => ({ id, name, cause })))
  }

  #retryLater({ cause, retryAfter = 0 }: Answer): void {
    this.#cause = cause
    this.#ledger.log.add(`not delivered yet (${cause})`, this.#attempted)
    const longest = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#failures++)
    // Services that failed together must not come back together.
    const delay = longest * (0.5 + Math.random() / 2)
    this.#cancelRetry = runLater(
      () => {
        this.#cancelRetry = undefined
        this.#send(1)
      },
      Math.max(delay, Math.min(retryAfter, MAX_RETRY_AFTER)),
    )
  }

  #stopRetry(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
  }
}
