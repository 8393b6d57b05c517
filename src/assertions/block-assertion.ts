import type { UsageMetric } from '../definitions/index.ts'
import {
  type BlockError,
  BlockRun,
  callSiteOfJourney,
  currentRun,
  type TestRun,
} from '../fakes/index.ts'
import { isPromiseLike } from '../foundation/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { Assertion } from './assertion.ts'
import type { AssertionPromise } from './assertion-promise.ts'
import { takeCallSite } from './call-site.ts'
import type { ChainMethod } from './chain-methods.ts'
import type { Claim } from './claim.ts'
import { continuationOf, negationsOf } from './continuation.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'
import type { MatcherDefinition } from './matcher-definition.ts'
import { matcherError } from './matcher-error.ts'
import { refuseTooLate } from './too-late.ts'
import { unfinishedWork } from './unfinished-work.ts'
import { waitForEvents } from './wait-for-events.ts'

/** An assertion on a function, which runs once and is observed. */
export class BlockAssertion extends Assertion<BlockRun> {
  protected readonly subject = 'block'
  protected readonly observed: BlockRun = BlockRun.open(currentRun())
  readonly #families: readonly MatcherDefinition[]
  #running: Promise<void> | undefined
  /** True once the block has started: from then on nothing can be read before it. */
  #started = false

  private constructor(
    context: MatcherContext,
    claim: Claim<BlockRun>,
    callSite: Error,
    families: readonly MatcherDefinition[],
  ) {
    super(context, claim, callSite)
    this.#families = families
  }

  /**
   * Runs the block and returns the promise of the verdict. What the block throws is kept until the
   * chain is complete, since a later claim may be about it.
   */
  static start(
    context: MatcherContext,
    block: () => unknown,
    claim: Claim<BlockRun>,
    families: readonly MatcherDefinition[],
  ): AssertionPromise<MatcherResult> {
    const assertion = new BlockAssertion(
      context,
      claim,
      callSiteOfJourney(block) ?? takeCallSite(),
      families,
    )
    if (claim.readsBefore || assertion.#readsStores) assertion.#runLater(block)
    else assertion.#run(block)
    return assertion.decide()
  }

  protected get testRun(): TestRun {
    return this.observed.testRun
  }

  override narrow(method: ChainMethod, args: unknown[]): void {
    super.narrow(method, args)
    if (method !== 'within') return
    this.asynchronous = true
    this.observed.watch()
  }

  override continuation(promise: AssertionPromise<unknown>): unknown {
    this.refuseLate('.and')
    if (this.isNot) {
      throw this.misuse(
        'after .not, .and does not say which claims are negated',
        `Use ${negationsOf(this.#families)}, which can be joined.`,
      )
    }
    const { uncalled } = this.latest
    uncalled.add('and')
    const add = (makeClaim: (before: string) => Claim<BlockRun>) => {
      this.refuseLate('.and')
      uncalled.delete('and')
      try {
        const before = `${this.text}.and`
        const claim = makeClaim(before)
        if (this.#started) refuseTooLate(claim, before, this.observed)
        this.claims.push(claim)
        claim.join(this)
      } catch (error) {
        this.abandon()
        throw error
      }
      return promise
    }
    return continuationOf(this.context, this.#families, add, (name) => {
      throw this.misuse(
        `.and.not.${name}() says nothing, since an error that the block lets through fails the assertion anyway`,
        'Leave it out.',
      )
    })
  }

  protected override async ended(): Promise<void> {
    await this.#running
    if (this.#running) this.#end()
    this.#passOn()
    this.#refuseUnfinished()
    // Most blocks have nothing to wait for, and each promise costs.
    if (this.#time > 0) await this.#watch()
    this.observed.close()
    if (this.observed.store || this.#readsUsage) await this.#loadAfter()
    if (this.observed.hasRequests) await this.observed.requestsKnown()
    this.#refuseErrors()
    this.#refuseUnmet()
  }

  protected override release(): void {
    this.observed.close()
  }

  protected override async late(): Promise<readonly string[]> {
    await this.observed.requestsKnown()
    const late = [...this.observed.takeLate(), ...this.claims.flatMap((claim) => claim.late())]
    return this.#readsUsage ? [...late, ...(await this.observed.loadLateUsage())] : late
  }

  protected override get seenEvents(): readonly TrackedEvent[] {
    return this.observed.events
  }

  protected override drop(): void {
    this.observed.abandoned = true
  }

  protected override dispose(): void {
    this.observed.release()
  }

  /** Runs the block when the chain is complete, and all that is read before it has been read. */
  #runLater(block: () => unknown): void {
    const { observed } = this
    const run = async () => {
      // The chain methods come first.
      await undefined
      this.#started = true
      if (this.#readsStores) this.asynchronous = true
      if (this.#readsMetrics) await observed.loadBefore(this.#metrics)
      if (this.#readsUsage) await observed.usage?.loadBefore()
      observed.aside(() => {
        for (const claim of this.claims) claim.begin()
      })
      observed.begin()
      const running = this.#observe(block)
      if (running) this.asynchronous = true
      await running
    }
    this.#running = run()
  }

  #run(block: () => unknown): void {
    this.#started = true
    this.#running = this.#observe(block)
    if (this.#running) {
      this.asynchronous = true
      return
    }
    try {
      this.#end()
    } catch (error) {
      this.observed.release()
      throw error
    }
  }

  /** Runs the block, and keeps its error. Returns a promise where the block returns one. */
  #observe(block: () => unknown): Promise<void> | undefined {
    const { observed } = this
    const keep = (way: BlockError['way']) => (error: unknown) => {
      observed.thrown = { error, way }
    }
    try {
      const result = observed.run(block)
      observed.returned = result
      if (!isPromiseLike(result)) return undefined
      return observed.finish(result).catch(keep('rejected'))
    } catch (error) {
      keep('thrown')(error)
      return undefined
    }
  }

  /** Throws the error of the block, unless a claim is about it. */
  #passOn(): void {
    const { thrown } = this.observed
    if (thrown && !this.claims.some(({ takesError }) => takesError)) throw thrown.error
  }

  /** @throws {MatcherError} for a block that has returned before its work was done. */
  #refuseUnfinished(): void {
    const unfinished = unfinishedWork(this.observed.returned)
    if (!unfinished) return
    // The later work of the block says nothing.
    this.drop()
    throw this.located(matcherError('INVALID_SUBJECT', this.text, ...unfinished))
  }

  #end(): void {
    // The error of the block comes first.
    if (!this.observed.thrown) this.#refuseErrors()
    // The reads of a claim after the block do not belong to the block.
    if (this.#time === 0) this.observed.close()
    this.observed.aside(() => {
      for (const claim of this.claims) claim.end()
    })
  }

  /** @throws the first error of a listener, which a DOM does not pass on. */
  #refuseErrors(): void {
    const { errors } = this.observed
    if (errors.length > 0) throw errors[0]
  }

  /** @throws {MatcherError} for a claim that nothing could ever meet. */
  #refuseUnmet(): void {
    try {
      for (const claim of this.claims) {
        claim.refuse(this.observed, () =>
          this.claims.every((other) => other === claim || other.judge(this.observed).holds),
        )
      }
    } catch (error) {
      throw this.located(error)
    }
  }

  /** The time (ms) for which the chain watches. */
  get #time(): number {
    return Math.max(...this.claims.map(({ terms }) => terms.watch ?? 0))
  }

  get #metrics(): UsageMetric[] {
    return this.claims.flatMap(({ metrics }) => metrics)
  }

  /** True when something has to be asked of a store that answers later. */
  get #readsStores(): boolean {
    return this.#readsMetrics || this.#readsUsage
  }

  get #readsMetrics(): boolean {
    return this.observed.store !== undefined && this.#metrics.length > 0
  }

  get #readsUsage(): boolean {
    return this.observed.usage !== undefined && this.claims.some(({ readsUsage }) => readsUsage)
  }

  async #loadAfter(): Promise<void> {
    await this.observed.loadAfter(this.#metrics)
    if (this.#readsUsage) await this.observed.loadUsage()
  }

  async #watch(): Promise<void> {
    const toEnd = this.claims.some(({ negated, terms }) => negated || terms.watchToEnd)
    const done = async () => {
      if (toEnd) return false
      this.observed.readCounters()
      await this.#loadAfter()
      return this.judge().every(({ verdict }) => verdict.holds)
    }
    await waitForEvents(this.observed, this.#time, done)
  }
}
