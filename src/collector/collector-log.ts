import type { OpenAssertion, TestRun } from '../fakes/index.ts'
import type { BadRow, CollectedEvent, CollectorRequest, DecodedRequest } from '../snowplow/index.ts'
import { BadRowsError } from './bad-rows-error.ts'
import { type CollectedRequest, isAccepted } from './collected-request.ts'
import { countDeliveries, type Delivery } from './delivery.ts'

/** How a collector answers: with a status, or not at all. */
export type Answer = number | 'network-error' | 'timeout'

/** An answer, or what decides on it by the request; later, to be slow. */
export type Answerer = Answer | ((request: CollectedRequest) => Answer | Promise<Answer>)

/** What a collector received in one test, and how it answers. */
export class CollectorLog implements OpenAssertion {
  requests: CollectedRequest[] = []
  /** The requests that are being answered. */
  readonly inFlight: Set<object> = new Set()
  readonly #environment: TestRun
  #answers: { readonly answer: Answerer; times: number }[] = []
  #expectsBadRows = false
  #failure: { readonly error: unknown } | undefined

  constructor(environment: TestRun) {
    this.#environment = environment
  }

  /** What was accepted: a request that was not answered well is sent again, or lost. */
  get events(): CollectedEvent[] {
    return this.requests.filter(isAccepted).flatMap(({ events }) => [...events])
  }

  get badRows(): BadRow[] {
    return this.requests.filter(isAccepted).flatMap(({ badRows }) => [...badRows])
  }

  get deliveries(): Delivery[] {
    return countDeliveries(this.requests)
  }

  /** Answers so from now on, `times` requests long; after the answers that were given before. */
  respondWith(answer: Answerer, times: number): void {
    // What would go on to the end of the test gives way.
    this.#answers = [
      ...this.#answers.filter((other) => Number.isFinite(other.times)),
      { answer, times },
    ]
  }

  /** Bad rows do not fail the test. */
  expectBadRows(): void {
    this.#expectsBadRows = true
    if (!this.#failure) this.#environment.openAssertions.delete(this)
  }

  /** Takes a request, and says how it is answered. */
  async receive(
    { method, url }: Pick<CollectorRequest, 'method' | 'url'>,
    { events, badRows, refused, tooLarge }: DecodedRequest,
  ): Promise<Answer> {
    const collected: CollectedRequest = { method, url, status: undefined, events, badRows, refused }
    this.requests.push(collected)
    if (badRows.length > 0 && !this.#expectsBadRows) this.#environment.openAssertions.add(this)
    const answer = tooLarge ? 413 : await this.#nextAnswer(collected)
    collected.status = typeof answer === 'number' ? answer : undefined
    if (!isAccepted(collected)) return answer
    for (const { payload, contexts } of events) {
      this.#environment.journal.recordPayload(payload, contexts)
    }
    return answer
  }

  /** Fails a test whose answer could not be made, or whose bad rows nobody expected. */
  async settle(): Promise<void> {
    if (this.#failure) throw this.#failure.error
    throw new BadRowsError(this.requests.flatMap(({ badRows }) => badRows))
  }

  reset(): void {
    this.requests = []
    this.inFlight.clear()
    this.#answers = []
    this.#expectsBadRows = false
    this.#failure = undefined
    this.#environment.openAssertions.delete(this)
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
      return await answerer(request)
    } catch (error) {
      // The code under test may swallow what a failed request throws.
      this.#failure ??= { error }
      this.#environment.openAssertions.add(this)
      return 'network-error'
    }
  }
}
