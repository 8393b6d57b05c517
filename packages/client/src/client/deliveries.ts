import type { ClientSettings } from './client-settings.ts'
import type { DeliveryLedger, LostEvent } from './delivery-ledger.ts'
import { EventQueue, type QueuedEvent } from './event-queue.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import { runLater, wait } from './real-timers.ts'
import { RetryTimes } from './retry-times.ts'
import { type Answer, sendEvents } from './send-events.ts'
import { tellQueuedEvent } from './tell-queued-event.ts'

/** The size of a request, in bytes; larger events travel alone. As base64 it is a third more. */
const MAX_REQUEST = 30_000
/** The size of all events that wait, in bytes. */
const MAX_QUEUE = 20_000_000
/** The longest time that events wait for others to travel with, in milliseconds. */
const MAX_DELAY = 5000
/** The pauses between the attempts before the end, in milliseconds. */
const LAST_PAUSES = [0, 200, 800]
/** The shortest time that the end gives a request that is under way. */
const MIN_PATIENCE = 2000
/** The number of failures in a row after which one event may be the cause of them. */
const ENDURED = 2

/**
 * Sends events to a collector, in the order in which they were tracked, one request at a time. An
 * event stays in the queue until it is delivered or lost. After a failure the queue waits, and tries
 * again by itself.
 */
export class Deliveries {
  readonly #url: string
  readonly #ledger: DeliveryLedger
  readonly #batchSize: number
  readonly #queueSize: number
  readonly #timeout: number
  readonly #onEmpty: () => void
  readonly #queue = new EventQueue()
  readonly #retries = new RetryTimes()
  #sending: Promise<void> | undefined
  #nextFlush: Promise<void> | undefined
  #attempt: AbortController | undefined
  /** The number of events at the head of the queue that the last attempt had, and its outcome. */
  #attempted = 0
  #cause = ''
  /** Cancels the next attempt. */
  #cancelTimer: (() => void) | undefined
  /** The number of events that a request may have: a collector may refuse a larger one. */
  #limit = Number.POSITIVE_INFINITY
  /** The id of the event that failed while another was delivered. */
  #suspect = ''
  /** The number of events that ever left the queue. */
  #left = 0
  #waiters: { readonly number: number; readonly resolve: () => void }[] = []
  #draining = false
  #closed = false

  constructor(url: string, ledger: DeliveryLedger, settings: ClientSettings, onEmpty: () => void) {
    this.#url = url
    this.#ledger = ledger
    this.#onEmpty = onEmpty
    this.#queueSize = settings.queueSize ?? 10_000
    this.#batchSize = Math.min(settings.batchSize ?? 1, this.#queueSize)
    this.#timeout = settings.timeout ?? 10_000
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** Returns the number of events that ever came. */
  get came(): number {
    return this.#left + this.#queue.length
  }

  /** Tells whether no other event can wait. */
  get full(): boolean {
    return this.#queue.length >= this.#queueSize || this.#queue.bytes >= MAX_QUEUE
  }

  add(event: OutgoingEvent): void {
    this.#queue.push(event)
    tellQueuedEvent(event, this.#batchSize, () => this.#isHeld(event.id))
    // After a failure, the queue waits for the retry.
    if (this.#retries.failures > 0) return
    if (this.#queue.length >= this.#batchSize || this.full) this.#send()
    else this.#sendLater(MAX_DELAY)
  }

  /**
   * Tries to send each event once more, at once, unless the collector has asked to wait. Resolves when
   * none of those that came so far waits any more, or at the first failure.
   */
  async flush(): Promise<void> {
    const number = this.came
    while (this.#sending && this.#left < number) {
      await Promise.race([this.#sending, this.#hasLeft(number)])
    }
    if (this.#left >= number || this.#retries.isAskedToWait) return
    await this.#sendNow(number)
  }

  /**
   * Sends all events, and tries again twice after failures. A request that is under way may take half
   * of the time, in milliseconds.
   */
  async drain(time: number): Promise<void> {
    this.#draining = true
    const attempt = this.#attempt
    const patience = Math.max(time / 2, MIN_PATIENCE)
    const cancel = runLater(() => attempt?.abort(new Error('no answer yet')), patience)
    while (this.#sending && this.#attempt === attempt) await this.#sending
    cancel()
    for (const pause of LAST_PAUSES) {
      if (this.#queue.length === 0 || this.#closed) return
      if (pause > 0) await wait(pause)
      await this.#sendNow(this.came)
    }
  }

  /** Returns the events that wait, each with the reason: all, or the first ones that came. */
  undelivered(number: number = this.came): LostEvent[] {
    const events = this.#queue.events.slice(0, Math.max(0, number - this.#left))
    return events.map(({ id, name }, index) => {
      const cause = index < this.#attempted ? this.#cause : 'a request before it failed'
      return { id, name, cause }
    })
  }

  /** Ends the attempt that is under way: it would keep the process alive. */
  giveUp(): void {
    this.#attempt?.abort(new Error('the process ends'))
  }

  /** Sends nothing from now on; the events that wait are lost. */
  close(): void {
    this.#closed = true
    this.#cancelTimer?.()
    this.#attempt?.abort(new Error('the client was shut down'))
    const lost = this.undelivered()
    this.#drop(0, this.#queue.length)
    this.#ledger.lose(lost)
  }

  async #sendNow(number: number): Promise<void> {
    // Many that flush at once share one attempt.
    this.#nextFlush ??= (async () => {
      do await this.#sending
      while (this.#sending)
      this.#nextFlush = undefined
      await this.#send()
    })()
    await Promise.race([this.#nextFlush, this.#hasLeft(number)])
  }

  /** Tells whether an event waits for a batch to be full: not for an answer, nor for a retry. */
  #isHeld(id: string): boolean {
    if (this.#sending || this.#retries.failures > 0) return false
    return this.#queue.events.some((event) => event.id === id)
  }

  #send(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#sending ??= this.#ledger
      .outside(() => this.#sendAll())
      .finally(() => {
        this.#sending = undefined
      })
    return this.#sending
  }

  #sendLater(milliseconds: number): void {
    this.#cancelTimer ??= this.#ledger.outside(() =>
      runLater(() => {
        this.#cancelTimer = undefined
        this.#send()
      }, milliseconds),
    )
  }

  async #sendAll(): Promise<void> {
    // The events of one turn travel together.
    await undefined
    while (!this.#closed && this.#queue.length > 0) {
      const batch = this.#queue.slice(0, this.#limit, MAX_REQUEST)
      this.#attempted = batch.length
      this.#cause = 'no answer yet'
      const answer = await this.#try(batch)
      // Its events were told to be lost.
      if (this.#closed) return
      if (answer.outcome !== 'retry') this.#settle(batch, answer)
      else if (!(await this.#goesOn(batch, answer.cause))) return this.#retryLater(answer)
    }
  }

  #try(batch: readonly QueuedEvent[]): Promise<Answer> {
    this.#attempt = new AbortController()
    return sendEvents(this.#url, batch, this.#timeout, this.#attempt)
  }

  #settle(batch: readonly QueuedEvent[], { outcome, cause }: Answer): void {
    this.#retries.succeed()
    if (outcome === 'too much' && batch.length > 1) {
      this.#limit = Math.ceil(batch.length / 2)
      return
    }
    this.#limit++
    this.#attempted = 0
    this.#drop(0, batch.length)
    if (outcome === 'delivered') this.#ledger.deliver(batch)
    else this.#ledger.lose(batch.map(({ id, name }) => ({ id, name, cause })))
  }

  /**
   * Tells whether another attempt makes sense at once. After some failures it looks for an event that
   * is the cause of them, such as one that a proxy takes for an attack: an event that fails alone,
   * while the next one is delivered, is tried once more, and lost.
   */
  async #goesOn(batch: readonly QueuedEvent[], cause: string): Promise<boolean> {
    this.#cause = cause
    if (this.#retries.failures < ENDURED) return false
    const [first] = batch
    if (batch.length > 1) {
      this.#limit = 1
      return true
    }
    if (first?.id === this.#suspect) {
      this.#settle(batch, { outcome: 'refused', cause: `${cause}, while others are delivered` })
      return true
    }
    const second = this.#queue.slice(1, 1, MAX_REQUEST)
    if (second.length === 0 || (await this.#try(second)).outcome !== 'delivered') return false
    this.#suspect = first?.id ?? ''
    this.#drop(1, 1)
    this.#ledger.deliver(second)
    return !this.#closed
  }

  #retryLater({ cause, retryAfter }: Answer): void {
    if (this.#closed) return
    // In the end an event is delivered or lost, and told so once, however often it was tried.
    if (!this.#draining) this.#ledger.log.add(`not delivered yet (${cause})`, this.#attempted)
    this.#sendLater(this.#retries.fail(retryAfter))
  }

  #drop(from: number, count: number): void {
    this.#queue.drop(from, count)
    this.#left += count
    for (const { number, resolve } of this.#waiters) if (this.#left >= number) resolve()
    this.#waiters = this.#waiters.filter(({ number }) => this.#left < number)
    if (this.#queue.length === 0) this.#onEmpty()
  }

  #hasLeft(number: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#left >= number) resolve()
      else this.#waiters.push({ number, resolve })
    })
  }
}
