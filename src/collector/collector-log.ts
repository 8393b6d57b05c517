import {
  BlockRun,
  noteRawRequest,
  noteSentPayload,
  type OpenAssertion,
  outsideRun,
  type RawRequest,
  runForTracker,
  type TestRun,
} from '../fakes/index.ts'
import { isMapping } from '../foundation/index.ts'
import type { BadRow, CollectedEvent, DecodedRequest, SnowplowPayload } from '../snowplow/index.ts'
import type { Answer, Answerer } from './answer.ts'
import type { IncomingRequest } from './application.ts'
import { BadRowsError } from './bad-rows-error.ts'
import { checkDecision } from './check-answer.ts'
import { type CollectedRequest, isAccepted } from './collected-request.ts'
import { countDeliveries, type Delivery } from './delivery.ts'

/** The way in which an event was sent. */
export interface Sending {
  /** The time (ms since 1970) at which its request began. */
  readonly began: number
  /** True for the only event of its request, and for the last of several. */
  readonly isLast: boolean
}

/** Keeps the requests that a collector received in one test, and decides the answers. */
export class CollectorLog implements OpenAssertion {
  requests: CollectedRequest[] = []
  /** The name by which the test knows the collector. */
  collector = 'collector'
  /** The sendings of events, by their payloads. */
  readonly sendings: WeakMap<SnowplowPayload, Sending> = new WeakMap()
  /** The requests that wait for their answers. */
  readonly inFlight: Set<object> = new Set()
  readonly testRun: TestRun
  #answers: { readonly answer: Answerer; times: number }[] = []
  #expectsBadRows = false
  #failure: { readonly error: unknown } | undefined

  constructor(testRun: TestRun) {
    this.testRun = testRun
  }

  /** The events of accepted requests. Other requests are sent again, or lost. */
  get events(): CollectedEvent[] {
    return this.requests.filter(isAccepted).flatMap(({ events }) => [...events])
  }

  get badRows(): BadRow[] {
    return this.requests.filter(isAccepted).flatMap(({ badRows }) => [...badRows])
  }

  get deliveries(): Delivery[] {
    return countDeliveries(this.requests)
  }

  /** Gives the next `times` requests this answer, after the answers of earlier calls. */
  respondWith(answer: Answerer, times: number): void {
    // An answer without an end gives way to the new one.
    this.#answers = [
      ...this.#answers.filter((other) => Number.isFinite(other.times)),
      { answer, times },
    ]
  }

  /** Keeps bad rows from failing the test. */
  expectBadRows(): void {
    this.#expectsBadRows = true
    if (!this.#failure) this.testRun.openAssertions.delete(this)
  }

  /** Records a request, and returns its answer. */
  async receive(
    { method, url, began = Date.now() }: Pick<IncomingRequest, 'method' | 'url' | 'began'>,
    { events, badRows, refused, tooLarge }: DecodedRequest,
    raw?: () => RawRequest,
  ): Promise<Answer> {
    const collected: CollectedRequest = { method, url, status: undefined, events, badRows, refused }
    this.requests.push(collected)
    for (const event of events) {
      this.sendings.set(event.payload, { began, isLast: event === events.at(-1) })
    }
    BlockRun.noteRequest({ method, url, taken: true })
    const isUnread = badRows.some(({ payload }) => !isMapping(payload))
    // Few need it, and it has a copy of all headers.
    if (raw && (isUnread || this.#hasCanaries)) {
      noteRawRequest(this.testRun, raw(), this.#hasCanaries)
    }
    if (badRows.length > 0 && !this.#expectsBadRows) this.testRun.openAssertions.add(this)
    const answer = tooLarge ? 413 : await this.#nextAnswer(collected)
    collected.status = typeof answer === 'number' ? answer : undefined
    const accepted = isAccepted(collected)
    this.#noteSent(accepted ? [] : events, badRows)
    if (!accepted) return answer
    for (const { payload, contexts } of events) {
      runForTracker(payload['eid'], () => {
        this.testRun.journal.recordPayload(payload, contexts)
      })
    }
    return answer
  }

  /** Fails a test whose answer function threw, or that did not expect its bad rows. */
  async settle(): Promise<void> {
    if (this.#failure) throw this.#failure.error
    throw new BadRowsError(
      this.requests.flatMap(({ badRows }) => badRows),
      this.collector,
    )
  }

  reset(): void {
    this.requests = []
    this.inFlight.clear()
    this.#answers = []
    this.#expectsBadRows = false
    this.#failure = undefined
    this.testRun.openAssertions.delete(this)
  }

  get #hasCanaries(): boolean {
    return this.testRun.canaries.length + outsideRun().canaries.length > 0
  }

  /** Notes what was sent, though the journal will not have it. */
  #noteSent(events: DecodedRequest['events'], badRows: readonly BadRow[]): void {
    for (const { payload } of [...events, ...badRows]) {
      if (isMapping(payload)) noteSentPayload(this.testRun, payload)
    }
  }

  #nextAnswer(request: CollectedRequest): Answer | Promise<Answer> {
    const [next] = this.#answers
    if (!next) return 200
    next.times--
    if (next.times <= 0) this.#answers.shift()
    return typeof next.answer === 'function' ? this.#ask(next.answer, request) : next.answer
  }

  async #ask(answerer: Exclude<Answerer, Answer>, request: CollectedRequest): Promise<Answer> {
    try {
      const answer: unknown = await answerer(request)
      checkDecision(answer)
      return answer
    } catch (error) {
      // The code under test may swallow the error of a failed request.
      this.#failure ??= { error }
      this.testRun.openAssertions.add(this)
      return 'network-error'
    }
  }
}
