import type {
  AssertionPromise,
  ChainMethod,
  Claim,
  MatcherContext,
  MatcherResult,
} from '../assertions/index.ts'
import { Assertion, matcherError, takeCallSite, waitForEvents } from '../assertions/index.ts'
import type { CounterStore } from '../counters/index.ts'
import type { UsageMetric } from '../definitions/index.ts'
import {
  type Block,
  beginBlock,
  closeBlock,
  loadSnapshot,
  openBlock,
  readCounters,
  releaseBlock,
  runInBlock,
  type TestEnvironment,
  watchBlock,
} from '../fakes/index.ts'
import { isPromiseLike } from '../foundation/index.ts'
import { type Continuation, continuationOf } from './continuation.ts'

/** An assertion on a function: it runs once, and what it triggers is observed. */
export class BlockAssertion extends Assertion<Block> {
  protected readonly subject = 'block'
  protected readonly observed: Block = openBlock()
  #running: PromiseLike<unknown> | undefined
  /** Whether the block has been started, so that nothing can be read before it any more. */
  #started = false

  /**
   * Runs the block and returns the promise of the verdict. What a sync block throws is thrown here,
   * unless a store that answers later has to be read first.
   */
  static start(
    context: MatcherContext,
    block: () => unknown,
    claim: Claim<Block>,
  ): AssertionPromise<MatcherResult> {
    const assertion = new BlockAssertion(context, claim, takeCallSite())
    if (claim.metrics && assertion.observed.store) assertion.#runLater(block)
    else assertion.#run(block)
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
        'Use toNotTriggerInternalEvents, toNotIncrementUsageMetrics or toNotRecordAiUsageEvents, which can be joined.',
      )
    }
    return continuationOf(this.context, (makeClaim) => {
      this.refuseLate('.and')
      try {
        const claim = makeClaim()
        if (claim.metrics && this.observed.store && this.#started) throw tooLate(claim)
        this.claims.push(claim)
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
    await this.#loadAfter()
    closeBlock(this.observed)
    this.#refuseErrors()
  }

  protected override release(): void {
    releaseBlock(this.observed)
  }

  /** Runs the block when the chain has named all metrics, and these were read. */
  #runLater(block: () => unknown): void {
    const { observed } = this
    const run = async () => {
      // The chain methods come first.
      await undefined
      this.#started = true
      observed.before.release()
      observed.before = await loadSnapshot(observed.store as CounterStore, this.#metrics)
      beginBlock(observed)
      await runInBlock(observed, block)
    }
    this.asynchronous = true
    this.#running = run()
  }

  #run(block: () => unknown): void {
    this.#started = true
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

  get #metrics(): UsageMetric[] {
    return this.claims.flatMap(({ metrics = [] }) => metrics)
  }

  async #loadAfter(): Promise<void> {
    const { observed } = this
    if (!observed.store || this.#metrics.length === 0) return
    observed.after = await loadSnapshot(observed.store, this.#metrics)
  }

  async #watch(): Promise<void> {
    const time = Math.max(...this.claims.map((claim) => claim.watch))
    const toEnd = this.claims.some((claim) => claim.watchToEnd)
    const done = async () => {
      if (toEnd) return false
      readCounters(this.observed)
      await this.#loadAfter()
      return this.judge().every(({ judgement }) => judgement.holds)
    }
    if (time > 0) await waitForEvents(this.observed, time, done)
  }
}

function tooLate({ matcher, call }: Claim<Block>): Error {
  return matcherError(
    'INVALID_CHAIN',
    `expect(block).….and.${call}`,
    'the counters are in a store that answers later (useCounterStore), and the block has begun, so what they were before it is gone',
    `Make ${matcher} the first of the chain: expect(block).${call}.and.….`,
  )
}
