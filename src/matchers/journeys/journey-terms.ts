import { type ChainMethods, type ClaimTerms, watchTime } from '../../assertions/index.ts'
import type { JourneyTarget } from './journey-target.ts'

/** The terms of a claim on a journey: for how long to wait for its events. */
export class JourneyTerms implements ClaimTerms {
  watch = 0
  readonly methods: ChainMethods
  readonly #target: JourneyTarget

  constructor(describe: () => string, target: JourneyTarget) {
    this.#target = target
    this.methods = {
      within: (ms: number) => {
        this.watch = watchTime(ms, describe)
      },
    }
  }

  /** True where more events would break the contract, or belong into the one that is recorded. */
  get watchToEnd(): boolean {
    const { contract } = this.#target.opened
    return !contract || contract.exact || contract.groups.flat().some((entry) => entry.count)
  }

  get needsAll(): boolean {
    return this.watchToEnd
  }
}
