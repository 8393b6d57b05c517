import {
  type Block,
  closeBlock,
  openBlock,
  readCounters,
  releaseBlock,
  runInBlock,
  type TestEnvironment,
  watchBlock,
} from '../fakes/index.ts'
import { isPromiseLike } from '../tracking/index.ts'
import { Assertion } from './assertion.ts'
import type { AssertionPromise } from './assertion-promise.ts'
import { takeCallSite } from './call-site.ts'
import type { ChainMethod, Claim } from './claim.ts'
import { type Continuation, continuationOf } from './continuation.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import { waitForEvents } from './wait-for-events.ts'

/** An assertion on a function: it runs once, and what it triggers is observed. */
export class BlockAssertion extends Assertion<Block> {
  protected readonly subject = 'block'
  protected readonly observed: Block = openBlock()
  #running: PromiseLike<unknown> | undefined

  /** Runs the block and returns the promise of the verdict. What a sync block throws is thrown here. */
  static start(
    context: MatcherContext,
    block: () => unknown,
    claim: Claim<Block>,
  ): AssertionPromise<MatcherResult> {
    const assertion = new BlockAssertion(context, claim, takeCallSite())
    assertion.#run(block)
    return assertion.decide()
  }

  protected get environment(): TestEnvironment {
    return this.observed.environment
  }

  override narrow(method: ChainMethod, args: unknown[]): void {
    super.narrow(method, args)
    if (method !== 'within') return
    this.asynchronous = true
    watchBlock(this.observed)
  }

  override continuation(promise: AssertionPromise<unknown>): Continuation {
    this.refuseLate('.and')
    if (this.isNot) {
      throw this.misuse(
        'after .not, .and would leave open what is negated',
        'Use toNotTriggerInternalEvents or toNotIncrementUsageMetrics, which can be joined.',
      )
    }
    return continuationOf(this.context, (makeClaim) => {
      this.refuseLate('.and')
      try {
        this.claims.push(makeClaim())
      } catch (error) {
        this.abandon()
        throw error
      }
      return promise
    })
  }

  protected override async ended(): Promise<void> {
    await this.#running
    if (this.#running) this.#end()
    await this.#watch()
    closeBlock(this.observed)
    this.#refuseErrors()
  }

  protected override release(): void {
    releaseBlock(this.observed)
  }

  #run(block: () => unknown): void {
    try {
      const result = runInBlock(this.observed, block)
      if (isPromiseLike(result)) {
        this.asynchronous = true
        this.#running = result
        return
      }
      this.#end()
    } catch (error) {
      releaseBlock(this.observed)
      throw error
    }
    closeBlock(this.observed)
  }

  #end(): void {
    this.#refuseErrors()
    for (const claim of this.claims) claim.end?.()
  }

  /** @throws what a DOM kept to itself. */
  #refuseErrors(): void {
    const { errors } = this.observed
    if (errors.length > 0) throw errors[0]
  }

  async #watch(): Promise<void> {
    const time = Math.max(...this.claims.map((claim) => claim.watch))
    const toEnd = this.claims.some((claim) => claim.watchToEnd)
    const done = () => {
      if (toEnd) return false
      readCounters(this.observed)
      return this.judge().every(({ judgement }) => judgement.holds)
    }
    if (time > 0) await waitForEvents(this.observed, time, done)
  }
}
