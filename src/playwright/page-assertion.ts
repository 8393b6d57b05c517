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
import type { PageEvents } from './page-events.ts'

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
  #judgedAt = 0

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
  ): AssertionPromise<MatcherResult> {
    const assertion = new PageAssertion(page, context, claim, timeout || LONGEST)
    assertion.#setTerms(terms)
    page.latestAssertion = assertion
    return assertion.decide()
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
    const stop = this.#page.listen(() => this.observed.onEvent())
    try {
      await waitForEvents(this.observed, this.#timeout, () => this.#isDecided())
      for (const claim of this.claims) claim.refuse(this.observed)
    } catch (error) {
      throw this.located(error)
    } finally {
      stop()
    }
    this.#judgedAt = Date.now()
  }

  #isDecided(): boolean {
    const { events } = this.observed
    events.splice(0, events.length, ...this.#page.events)
    return this.latest.negated || this.judge().every(({ verdict }) => verdict.holds)
  }

  /**
   * Takes what came after the verdict: what was tracked before it, and behind the latest assertion of
   * the test all that came.
   */
  protected override late(): readonly string[] {
    const { events } = this.observed
    const isLatest = this.#page.latestAssertion === this
    const late = this.#page.events
      .slice(events.length)
      .filter((event) => isLatest || this.#isOlder(event))
    events.push(...late)
    const names = [...new Set(late.map(({ name }) => name))]
    return names.map((name) => {
      const count = late.filter((event) => event.name === name).length
      return `Late: "${name}" was triggered${count > 1 ? ` ${times(count)}` : ''} after the assertion.`
    })
  }

  /** Tells whether an event was tracked before the verdict; the clock of a page may be a fake one. */
  #isOlder({ payload }: TrackedEvent): boolean {
    const tracked = Number(payload?.['dtm'])
    return tracked <= this.#judgedAt && tracked >= this.#page.startedAt
  }

  protected override get lateRemedy(): string {
    return 'The page went on tracking after the assertion. Correct the page. If a later step of the test tracks it, expect it there: the next assertion ends this one.'
  }
}
