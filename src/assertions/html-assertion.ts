import { currentRun, type TestRun } from '../fakes/index.ts'
import type { TrackedElements } from '../html/index.ts'
import { Assertion, type Judged } from './assertion.ts'
import type { AssertionPromise } from './assertion-promise.ts'
import { takeCallSite } from './call-site.ts'
import type { ChainMethod } from './chain-methods.ts'
import type { Claim } from './claim.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'

/** An assertion on rendered HTML, as it was when the matcher was called. */
export class HtmlAssertion extends Assertion<TrackedElements> {
  protected readonly subject = 'html'
  protected readonly testRun: TestRun = currentRun()
  protected readonly observed: TrackedElements
  /** The verdict of the chain as it stands; the elements are copies, and change no more. */
  #judged: Judged<TrackedElements>[] | undefined

  private constructor(
    context: MatcherContext,
    elements: TrackedElements,
    claim: Claim<TrackedElements>,
    callSite: Error,
  ) {
    super(context, claim, callSite)
    this.observed = elements
  }

  static start(
    context: MatcherContext,
    elements: TrackedElements,
    claim: Claim<TrackedElements>,
  ): AssertionPromise<MatcherResult> {
    const assertion = new HtmlAssertion(context, elements, claim, takeCallSite())
    assertion.#read()
    return assertion.decide()
  }

  override narrow(method: ChainMethod, args: unknown[]): void {
    this.#judged = undefined
    super.narrow(method, args)
    this.#read()
  }

  protected override judge(): Judged<TrackedElements>[] {
    this.#judged ??= super.judge()
    return this.#judged
  }

  override continuation(): never {
    throw this.misuse(
      'an assertion on rendered HTML does not take .and',
      'Write a second expect: each looks at the same HTML.',
    )
  }

  protected override async ended(): Promise<void> {}

  /** Judges at once, which reads the elements that it needs: the HTML may change later. */
  #read(): void {
    try {
      this.judge()
    } catch (error) {
      this.abandon()
      throw error
    }
  }
}
