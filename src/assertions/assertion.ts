import type { Awaitable } from '../counters/index.ts'
import {
  noteFailure,
  type OpenAssertion,
  outsideRun,
  runner,
  type TestRun,
} from '../fakes/index.ts'
import { InternalEventsError } from '../foundation/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { AssertionPromise, type PromisedAssertion } from './assertion-promise.ts'
import { placeOfCall, pointAt } from './call-site.ts'
import { type Subject, subjectText } from './called.ts'
import type { ChainMethod } from './chain-methods.ts'
import type { Claim, Verdict } from './claim.ts'
import { claimHint, firstUncalled, notTaken, oneTooMany } from './claim-text.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'
import { notAwaited } from './not-awaited.ts'
import { printValue } from './print-event.ts'
import { withRemedy } from './with-remedy.ts'

const LEFT_BEHIND =
  'Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).'

export interface Judged<Observed> {
  readonly claim: Claim<Observed>
  readonly verdict: Verdict
}

/**
 * One `expect(…)` with all its claims: the verdict falls when the chain is complete. The kind of
 * subject decides what is observed, and when.
 */
export abstract class Assertion<Observed> implements OpenAssertion, PromisedAssertion {
  protected readonly context: MatcherContext
  protected readonly claims: Claim<Observed>[]
  /** True when the test may end before the verdict falls. */
  protected asynchronous = false
  readonly #callSite: Error
  #given: Promise<unknown> | undefined
  #sealed = false
  #holds = false
  /** True when the test has asked for the verdict. */
  #taken = false
  #abandoned = false
  /** True when its test had ended before it was made. */
  #cameLate = false

  protected constructor(context: MatcherContext, claim: Claim<Observed>, callSite: Error) {
    this.context = context
    this.claims = [claim]
    claim.join(this)
    this.#callSite = callSite
  }

  /** The name of the subject in messages: `expect(block)`. */
  protected abstract readonly subject: Subject
  protected abstract readonly testRun: TestRun
  protected abstract readonly observed: Observed

  /** Resolves when nothing more will be observed. */
  protected abstract ended(): Promise<void>

  /** Ends the observation, when the verdict has fallen. */
  protected release(): void {}

  /** Takes what came after the observation into it, and returns lines that tell of it. */
  protected late(): Awaitable<readonly string[]> {
    return []
  }

  /** The remedy for what came late. */
  protected get lateRemedy(): string {
    return LEFT_BEHIND
  }

  /** The events that it has looked at. */
  protected get seenEvents(): readonly TrackedEvent[] {
    return []
  }

  /** Drops what is still to come, since the test has failed for it. */
  protected drop(): void {}

  /** Lets go of what only a verdict needs, when none can fall any more. */
  protected dispose(): void {}

  abstract continuation(promise: AssertionPromise<unknown>): unknown

  /** Returns the promise of the verdict. */
  protected decide(): AssertionPromise<MatcherResult> {
    return AssertionPromise.of(this, this.#decide())
  }

  /** The assertion as written: `expect(block).toTriggerInternalEvents("a").twice()`. */
  get text(): string {
    const claims = this.claims.map((claim) => `${claim.call}${claim.chainText}`)
    return `${subjectText(this.subject, this.context)}.${claims.join('.and.')}`
  }

  protected get isNot(): boolean {
    return this.context.isNot === true
  }

  beginWord(word: ChainMethod): void {
    this.refuseLate(`.${word}()`)
    this.latest.uncalled.add(word)
  }

  /** Adds a chain method to the latest claim. */
  narrow(method: ChainMethod, args: unknown[]): void {
    const claim = this.latest
    claim.uncalled.delete(method)
    this.refuseLate(`.${method}()`)
    const { methods } = claim.terms
    const apply = methods[method]
    if (!apply) throw this.misuse(...notTaken(claim, method, this.subject))
    const misuse = oneTooMany(claim, method, args)
    if (misuse) throw this.misuse(...misuse)
    try {
      apply(args[0] as never)
    } catch (error) {
      this.abandon()
      throw error
    }
    claim.said.push(method)
    claim.chainText += `.${method}(${args.length === 0 ? '' : method === 'with' ? '…' : printValue(args[0], this.context.utils)})`
  }

  /** The claim that the chain narrows. */
  protected get latest(): Claim<Observed> {
    return this.claims.at(-1) as Claim<Observed>
  }

  get derivedPromises(): number {
    return runner().derivedPromises + (this.context.soft === true ? 1 : 0)
  }

  given(promise: Promise<unknown>, markHandled: () => void): void {
    this.#given = promise
    if (!runner().settles) return
    markHandled()
    if (!this.testRun.ended) this.testRun.openAssertions.add(this)
    else this.#comeLate()
  }

  taken(): void {
    this.#taken = true
  }

  abandon(): void {
    this.#abandoned = true
  }

  async settle(failed: boolean): Promise<void> {
    try {
      if (this.#abandoned) return
      if (this.#cameLate || !this.#sealed || (this.asynchronous && !this.#taken)) {
        this.abandon()
        this.drop()
        if (!failed) throw this.#notAwaited()
      } else if (!this.#holds && !this.#taken) await this.#given
      else if (this.#holds) await this.#judgeLate()
      if (!failed) this.#noteEvidence()
    } finally {
      this.dispose()
    }
  }

  atCallSite<Result>(report: () => Result): Result {
    try {
      return report()
    } catch (error) {
      const failure = this.located(error)
      noteFailure(failure, this.testRun)
      throw failure
    }
  }

  /** @throws {MatcherError} for a call after the verdict. */
  protected refuseLate(method: string): void {
    if (!this.#sealed) return
    throw this.misuse(
      `${method} was called after the verdict had fallen`,
      'Chain on the same line, before await.',
    )
  }

  protected misuse(cause: string, remedy: string): Error {
    const error = matcherError('INVALID_CHAIN', this.text, cause, remedy)
    this.abandon()
    return error
  }

  protected located(error: unknown): unknown {
    const [first] = this.claims as [Claim<Observed>]
    return pointAt(this.#callSite, first.matcher, error)
  }

  protected judge(): Judged<Observed>[] {
    try {
      return this.claims.map((claim) => ({ claim, verdict: claim.judge(this.observed) }))
    } catch (error) {
      throw this.located(error)
    }
  }

  async #decide(): Promise<MatcherResult> {
    try {
      // Awaited even when there is nothing to wait for: the chain methods come first.
      await this.ended()
      this.#sealed = true
      return this.#abandoned ? { pass: !this.isNot, message: () => '' } : this.#verdict()
    } catch (error) {
      if (error instanceof InternalEventsError) noteFailure(error, this.testRun)
      throw error
    } finally {
      this.#sealed = true
      this.release()
      if (!runner().settles) this.dispose()
    }
  }

  #notAwaited(): unknown {
    this.testRun.notAwaited = true
    const uncalled = this.#uncalled()
    // Nobody could await it: `.and` is not a promise.
    if (uncalled) return uncalled
    const endedTest = this.#cameLate ? this.testRun.name : undefined
    return this.located(notAwaited(this.text, this.#taken, endedTest))
  }

  /** Fails the file, since the test that has made it can fail no more. */
  #comeLate(): void {
    this.#cameLate = true
    this.testRun.notAwaited = true
    // A test that has failed already may have been ended in its middle, by a time-out say.
    if (!this.testRun.failed) outsideRun().openAssertions.add(this)
  }

  /** Judges the claims again, with what came after the block: it may be too much for one. */
  async #judgeLate(): Promise<void> {
    const late = await this.late()
    if (late.length === 0) return
    const failing = this.judge().filter(({ verdict }) => !verdict.holds)
    if (failing.length === 0) return
    const sections = failing.map(
      ({ claim, verdict }) =>
        `${claimHint(claim, this.subject, this.context)}\n\n${late.join('\n')}\n\n${withRemedy(verdict.message(), this.lateRemedy)}`,
    )
    throw this.located(new Error(sections.join('\n\n')))
  }

  /** Notes for the report of the run what it has looked at, and what its claims would fail without. */
  #noteEvidence(): void {
    const { evidence } = this.testRun
    evidence.noteSeen(this.seenEvents)
    if (!this.#holds || this.isNot) return
    const { matcher } = this.claims[0] as Claim<Observed>
    const guarded = this.claims.flatMap((claim) => claim.guards(this.observed))
    evidence.noteAsserted(guarded, () => {
      const at = placeOfCall(this.#callSite, matcher)
      return at === undefined ? {} : { at }
    })
  }

  /** Returns the error of a word that was written without its call. */
  #uncalled(): unknown {
    const uncalled = firstUncalled(this.claims, this.subject)
    return uncalled && this.located(matcherError('INVALID_CHAIN', this.text, ...uncalled))
  }

  #verdict(): MatcherResult {
    const uncalled = this.#uncalled()
    if (uncalled) throw uncalled
    const judged = this.judge()
    const failed = judged.find(({ verdict }) => !verdict.holds)
    const holds = failed === undefined
    // A negated assertion has one claim, which itself says "none of them". The opposite of the
    // positive claim would be "not all of them, or not once".
    const pass = holds !== this.isNot
    this.#holds = holds
    if (holds) return { pass, message: () => this.text }
    const message = judged
      .filter(({ verdict }) => !verdict.holds)
      .map(
        ({ claim, verdict }) =>
          `${claimHint(claim, this.subject, this.context)}\n\n${verdict.message()}`,
      )
      .join('\n\n')
    const { actual, expected } = failed.verdict.compare?.() ?? {}
    return { pass, message: () => message, actual, expected }
  }
}
