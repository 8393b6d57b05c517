import type { OpenAssertion, TestEnvironment } from '../fakes/index.ts'
import { BadRowsError } from './bad-rows-error.ts'
import {
  type BadRow,
  type CollectedEvent,
  type CollectorRequest,
  decodeRequest,
} from './decode-request.ts'

/** The largest body that a collector reads, decompressed. */
const MAX_BYTES = 10_000_000

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

/** How a collector answers: with a status, or not at all. */
export type Answer = number | 'network-error' | 'timeout'

/** What a collector received in one test, and how it answers. */
export class CollectorLog implements OpenAssertion {
  requests: CollectedRequest[] = []
  /** The requests that are being answered. */
  readonly inFlight: Set<Request> = new Set()
  readonly #environment: TestEnvironment
  #answers: { readonly answer: Answer; times: number }[] = []
  #expectsBadRows = false

  constructor(environment: TestEnvironment) {
    this.#environment = environment
  }

  /** What was accepted: a request that was not answered well is sent again, or lost. */
  get events(): CollectedEvent[] {
    return this.requests.filter(isAccepted).flatMap(({ events }) => [...events])
  }

  get badRows(): BadRow[] {
    return this.requests.filter(isAccepted).flatMap(({ badRows }) => [...badRows])
  }

  /** Answers so from now on, `times` requests long; after the answers that were given before. */
  respondWith(answer: Answer, times: number): void {
    this.#answers.push({ answer, times })
  }

  /** Bad rows do not fail the test. */
  expectBadRows(): void {
    this.#expectsBadRows = true
    this.#environment.openAssertions.delete(this)
  }

  /** Takes a request, and says how it is answered. */
  receive(request: CollectorRequest): Answer {
    const { events, badRows, refused, tooLarge } = decodeRequest(request, MAX_BYTES)
    const answer = tooLarge ? 413 : this.#nextAnswer()
    const { method, url } = request
    const status = typeof answer === 'number' ? answer : undefined
    const collected = { method, url, status, events, badRows, refused }
    this.requests.push(collected)
    if (badRows.length > 0 && !this.#expectsBadRows) this.#environment.openAssertions.add(this)
    if (!isAccepted(collected)) return answer
    for (const { payload, contexts } of events) {
      this.#environment.journal.recordPayload(payload, contexts)
    }
    return answer
  }

  /** Fails a test whose bad rows nobody expected. */
  async settle(): Promise<void> {
    throw new BadRowsError(this.requests.flatMap(({ badRows }) => badRows))
  }

  reset(): void {
    this.requests = []
    this.inFlight.clear()
    this.#answers = []
    this.#expectsBadRows = false
    this.#environment.openAssertions.delete(this)
  }

  #nextAnswer(): Answer {
    const [next] = this.#answers
    if (!next) return 200
    next.times--
    if (next.times <= 0) this.#answers.shift()
    return next.answer
  }
}

function isAccepted({ status }: CollectedRequest): boolean {
  return status !== undefined && status >= 200 && status < 300
}
