import {
  Assertion,
  type AssertionPromise,
  type Claim,
  type MatcherContext,
  type MatcherResult,
  takeCallSite,
  times,
  waitForEvents,
} from '../assertions/index.ts'
import type { BlockRun, TestRun } from '../fakes/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { type ExpectedTriggers, TERMS } from './expected-triggers.ts'
import { LATE_TEXTS, type Lateness } from './lateness.ts'
import { type PageEvents, waitForStragglers } from './page-events.ts'

/** The number of frames to the line of the test: Playwright has many of its own. */
const FRAMES = 40

/** The longest time (ms) of a timer. */
const LONGEST = 2 ** 31 - 1

/** An assertion on all that the pages of a test have triggered. */
export class PageAssertion extends Assertion<BlockRun> {
  protected readonly subject = 'internalEvents'
  protected readonly testRun: TestRun
  protected readonly observed: BlockRun
  readonly #page: PageEvents
  readonly #timeout: number
  /** Reads what the claim, or its message, needs to know of the pages. */
  #read: (holds: () => boolean) => Promise<void> = async () => {}
  /** True where more events may break the claim. */
  #bounded = true
  #judgedAt = 0
  /** The number of other things that the pages had sent by then, such as page views. */
  #sent = 0
  #lateness: readonly Lateness[] = []

  private constructor(
    page: PageEvents,
    context: MatcherContext,
    claim: Claim<BlockRun>,
    timeout: number,
  ) {
    super(context, claim, takeCallSite(FRAMES))
    this.asynchronous = true
    this.testRun = page.testRun
    this.observed = page.observe()
    this.#page = page
    this.#timeout = timeout
  }

  /** Waits until the claim holds, at most `timeout` ms. One that something did not happen does not wait. */
  static start(
    page: PageEvents,
    context: MatcherContext,
    claim: Claim<BlockRun>,
    { timeout = 0, ...terms }: ExpectedTriggers,
    read?: (holds: () => boolean) => Promise<void>,
  ): AssertionPromise<MatcherResult> {
    const assertion = new PageAssertion(page, context, claim, Math.min(timeout || LONGEST, LONGEST))
    if (read) assertion.#read = read
    assertion.#checkTimeout(timeout)
    assertion.#setTerms(terms)
    assertion.#bounded = terms.atLeast === undefined
    page.latestAssertion = assertion
    return assertion.decide()
  }

  #checkTimeout(timeout: unknown): void {
    if (typeof timeout === 'number' && timeout >= 0) return
    throw this.misuse(
      'its timeout is not a number of milliseconds',
      'Give 0 to wait as long as the test may take, or leave it out.',
    )
  }

  #setTerms(terms: object): void {
    for (const [term, value] of Object.entries(terms)) {
      if (value === undefined) continue
      if (this.latest.negated) {
        throw this.misuse(
          'the negated form takes no terms',
          'Write the positive form with times: 0.',
        )
      }
      if (!(TERMS as readonly string[]).includes(term)) {
        throw this.misuse(
          `unknown term "${term}"`,
          `Terms are ${TERMS.join(', ')} and timeout; fields of the event go under with.`,
        )
      }
      this.latest.terms.methods[term as (typeof TERMS)[number]]?.(value as never)
    }
  }

  override continuation(): never {
    throw this.misuse('a claim on a page does not take .and', 'Write a second expect.')
  }

  protected override async ended(): Promise<void> {
    const { during } = this.#page
    if (during) {
      // An error that the function of the test throws stays as it is.
      await during()
      // Assertions in the function end with it.
      this.#page.latestAssertion = this
    }
    const stop = this.#page.listen(() => this.observed.onEvent())
    try {
      await waitForEvents(this.observed, this.#timeout, () => this.#isDecided())
      if (this.#isUnsettled()) {
        await waitForStragglers()
        this.#look()
      }
      await this.#read(() => this.#holds())
      for (const claim of this.claims) claim.refuse(this.observed, () => true)
    } catch (error) {
      throw this.located(error)
    } finally {
      stop()
    }
    this.#judgedAt = Date.now()
    this.#sent = this.observed.sent.length
  }

  #look(): void {
    const { events, requests } = this.observed
    events.splice(0, events.length, ...this.#page.events)
    requests.splice(0, requests.length, ...this.#page.requests)
    if (this.latest.metrics.length > 0) this.observed.readCounters()
  }

  #isDecided(): boolean {
    this.#look()
    return (
      this.latest.negated || this.judge().every(({ verdict }) => verdict.holds || verdict.final)
    )
  }

  #holds(): boolean {
    return this.judge().every(({ verdict }) => verdict.holds)
  }

  /**
   * Tells whether what pages have sent already may still break a claim that holds, and may come
   * without a time that tells that it was tracked before the verdict, or belongs into the message of
   * one that fails at once.
   */
  #isUnsettled(): boolean {
    const { negated, terms } = this.latest
    const isOfAbsence = negated || terms.never === true || terms.needsAll === true
    if (!this.#holds()) return this.judge().some(({ verdict }) => verdict.final)
    return isOfAbsence || (this.#bounded && this.#page.hasUndated)
  }

  /**
   * Takes what came after the verdict: what was, or may have been, tracked before it, and behind the
   * latest assertion of the test all that came.
   */
  protected override late(): readonly string[] {
    const { events, requests, sent } = this.observed
    const isLatest = this.#page.latestAssertion === this
    if (isLatest) requests.push(...this.#page.requests.slice(requests.length))
    const missed = requests.filter((request) => request.missed)
    const late = this.#page.events
      .slice(events.length)
      .map((event) => ({ event, lateness: this.#page.latenessOf(event, this.#judgedAt) }))
      .filter(({ lateness }) => isLatest || lateness !== 'later')
    events.push(...late.map(({ event }) => event))
    this.#lateness = [...new Set(late.map(({ lateness }) => lateness))]
    const lines = this.#lateness.flatMap((lateness) => {
      const names = late.filter((each) => each.lateness === lateness).map(({ event }) => event.name)
      return [...new Set(names)].map((name) => {
        const count = names.filter((other) => other === name).length
        const often = count > 1 ? ` ${times(count)}` : ''
        return LATE_TEXTS[lateness].line(JSON.stringify(name), often)
      })
    })
    const others = isLatest ? sent.slice(this.#sent).map(({ name }) => JSON.stringify(name)) : []
    return [
      ...lines,
      ...[...new Set(others)].map((name) => `Late: ${name} was sent after the assertion.`),
      ...missed.map(({ method, url }) => `Late: ${method} ${url} went past the collector.`),
      ...(isLatest ? this.claims.flatMap((claim) => claim.late()) : []),
    ]
  }

  protected override get seenEvents(): readonly TrackedEvent[] {
    return this.observed.events
  }

  protected override get lateRemedy(): string {
    const lateness = this.#lateness.length > 0 ? this.#lateness : (['later'] as const)
    return lateness.map((each) => LATE_TEXTS[each].remedy).join('\n')
  }
}
