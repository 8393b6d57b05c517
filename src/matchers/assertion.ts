import {
  type Block,
  closeBlock,
  type OpenAssertion,
  openBlock,
  readCounters,
  releaseBlock,
  runInBlock,
  sharedState,
  watchBlock,
} from '../fakes/index.ts'
import { isPromiseLike } from '../tracking/index.ts'
import { AssertionPromise } from './assertion-promise.ts'
import { pointAt, takeCallSite } from './call-site.ts'
import type { ChainMethod, Claim } from './claim.ts'
import { type Continuation, continuationOf } from './continuation.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { matcherError } from './matcher-error.ts'
import { printValue } from './print-event.ts'
import { waitForEvents } from './wait-for-events.ts'

/**
 * One `expect(block)` with all its claims: the block runs once, the verdict falls when the chain is
 * complete.
 */
export class Assertion implements OpenAssertion {
  /** Whether the call of the matcher still goes on, so that promises are derived by the runner. */
  starting = true
  readonly #context: MatcherContext
  readonly #block: Block
  readonly #claims: Claim[]
  readonly #callSite: Error
  #given: Promise<unknown> | undefined
  #async = false
  #sealed = false
  #abandoned = false

  private constructor(context: MatcherContext, claim: Claim, callSite: Error) {
    this.#context = context
    this.#claims = [claim]
    this.#callSite = callSite
    this.#block = openBlock()
  }

  /** Runs the block and returns the promise of the verdict. What a sync block throws is thrown here. */
  static start(
    context: MatcherContext,
    block: () => unknown,
    claim: Claim,
  ): AssertionPromise<MatcherResult> {
    const assertion = new Assertion(context, claim, takeCallSite())
    const running = assertion.#run(block)
    // Not by queueMicrotask, which fake timers may hold back.
    void Promise.resolve().then(() => {
      assertion.starting = false
    })
    return AssertionPromise.of(assertion, assertion.#decide(running))
  }

  /** The assertion as written: `expect(block).toTriggerInternalEvents("a").twice()`. */
  get text(): string {
    const [first, ...rest] = this.#claims
    return `expect(block)${this.#context.isNot ? '.not' : ''}.${[first, ...rest]
      .map((claim) => `${claim?.call}${claim?.chainText}`)
      .join('.and.')}`
  }

  get #isNot(): boolean {
    return this.#context.isNot === true
  }

  /** Adds a chain method to the latest claim. */
  narrow(method: ChainMethod, args: unknown[]): void {
    const claim = this.#claims.at(-1) as Claim
    this.#refuseLate(`.${method}()`)
    const apply = claim.chain[method]
    if (!apply) {
      throw this.#misuse(
        claim.negated
          ? `the negated form takes no .${method}()`
          : `${claim.matcher} takes no .${method}()`,
        claim.negated
          ? 'State the positive claim with its chain instead.'
          : `It takes ${Object.keys(claim.chain)
              .map((name) => `.${name}()`)
              .join(', ')}.`,
      )
    }
    try {
      apply(args[0] as never)
    } catch (error) {
      this.abandon()
      throw error
    }
    claim.chainText += `.${method}(${args.length === 0 ? '' : method === 'with' ? '…' : printValue(args[0], this.#context.utils)})`
    if (method === 'within') {
      this.#async = true
      watchBlock(this.#block)
    }
  }

  /** What `.and` offers: further claims on the same block. */
  continuation(promise: AssertionPromise<unknown>): Continuation {
    this.#refuseLate('.and')
    if (this.#isNot) {
      throw this.#misuse(
        'after .not, .and would leave open what is negated',
        'Use toNotTriggerInternalEvents or toNotIncrementUsageMetrics, which can be joined.',
      )
    }
    return continuationOf(this.#context, (makeClaim) => {
      this.#refuseLate('.and')
      try {
        this.#claims.push(makeClaim())
      } catch (error) {
        this.abandon()
        throw error
      }
      return promise
    })
  }

  /** The promise that the test holds; unless it asks for the verdict, the end of the test does. */
  given(promise: Promise<unknown>, markHandled: () => void): void {
    this.#given = promise
    if (!sharedState().settling) return
    markHandled()
    this.#block.environment.openAssertions.add(this)
  }

  /** Somebody asked for the verdict. */
  observed(): void {
    this.#block.environment.openAssertions.delete(this)
  }

  /** The verdict no longer matters, since an error has been thrown to the test already. */
  abandon(): void {
    this.#abandoned = true
    this.observed()
  }

  async settle(): Promise<void> {
    if (this.#async) {
      this.abandon()
      throw this.#located(
        matcherError(
          'NOT_AWAITED',
          this.text,
          'it is asynchronous and nobody awaited it, so the test ended without its verdict',
          'Write await before expect.',
        ),
      )
    }
    await this.#given
  }

  /** Errors that the runner throws from the verdict point at the line that made the claim. */
  atCallSite<Result>(report: () => Result): Result {
    try {
      return report()
    } catch (error) {
      throw this.#located(error)
    }
  }

  #run(block: () => unknown): PromiseLike<unknown> | undefined {
    try {
      const result = runInBlock(this.#block, block)
      if (isPromiseLike(result)) {
        this.#async = true
        return result
      }
      this.#end()
    } catch (error) {
      releaseBlock(this.#block)
      throw error
    }
    closeBlock(this.#block)
    return undefined
  }

  #end(): void {
    for (const claim of this.#claims) claim.end?.()
  }

  async #decide(running: PromiseLike<unknown> | undefined): Promise<MatcherResult> {
    try {
      // Awaited in any case: the chain methods come first.
      await running
      if (running) this.#end()
      await this.#watch()
      closeBlock(this.#block)
      this.#sealed = true
      return this.#abandoned ? { pass: !this.#isNot, message: () => '' } : this.#verdict()
    } finally {
      this.#sealed = true
      releaseBlock(this.#block)
    }
  }

  #verdict(): MatcherResult {
    const judged = this.#judge()
    const failed = judged.find(({ judgement }) => !judgement.holds)
    const holds = failed === undefined
    // A negated assertion has one claim, which is itself about the absence: "none of them", where
    // the opposite of the positive claim would be "not all of them, or not once".
    const pass = holds !== this.#isNot
    if (holds) return { pass, message: () => this.text }
    const message = judged
      .filter(({ judgement }) => !judgement.holds)
      .map(({ claim, judgement }) => `${this.#hint(claim)}\n\n${judgement.message()}`)
      .join('\n\n')
    const { actual, expected } = failed.judgement
    return { pass, message: () => message, actual, expected }
  }

  #judge() {
    try {
      return this.#claims.map((claim) => ({ claim, judgement: claim.judge(this.#block) }))
    } catch (error) {
      throw this.#located(error)
    }
  }

  async #watch(): Promise<void> {
    const time = Math.max(...this.#claims.map((claim) => claim.watch))
    const toEnd = this.#claims.some((claim) => claim.watchToEnd)
    const done = () => {
      if (toEnd) return false
      readCounters(this.#block)
      return this.#judge().every(({ judgement }) => judgement.holds)
    }
    if (time > 0) await waitForEvents(this.#block, time, done)
  }

  #hint(claim: Claim): string {
    const { utils } = this.#context
    const [, args = ''] = /^\w+\((.*)\)$/s.exec(claim.call) ?? []
    return (
      utils.matcherHint(claim.matcher, 'block', args, { isNot: this.#isNot }) +
      utils.DIM_COLOR(claim.chainText)
    )
  }

  #refuseLate(method: string): void {
    if (!this.#sealed) return
    throw this.#misuse(
      `${method} was called after the verdict had fallen`,
      'Chain on the same line, before await.',
    )
  }

  #misuse(cause: string, remedy: string): Error {
    const error = matcherError('INVALID_CHAIN', this.text, cause, remedy)
    this.abandon()
    return error
  }

  #located(error: unknown): unknown {
    const [first] = this.#claims as [Claim]
    return pointAt(this.#callSite, first.matcher, error)
  }
}
