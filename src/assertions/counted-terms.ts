import type { ChainMethods, ClaimTerms } from './chain-methods.ts'
import { CountRange } from './count-range.ts'
import { type MatcherError, matcherError } from './matcher-error.ts'
import { watchTime } from './watch-time.ts'

/** The terms of a claim on how often each of the names happened, and with which fields. */
export class CountedTerms<Expected> implements ClaimTerms {
  readonly count: CountRange
  methods: ChainMethods
  /** The argument of `.with()`. */
  expected: Expected | undefined
  watch = 0
  readonly #describe: () => string

  /**
   * `describe` names the assertion in errors; `checkExpected` throws when `.with()` cannot compare
   * its argument, and `copy` copies it, since the test may change it.
   */
  constructor(
    describe: () => string,
    checkExpected: (expected: unknown) => void,
    copy: (expected: Expected) => Expected,
  ) {
    this.#describe = describe
    this.count = new CountRange(describe)
    this.methods = {
      ...this.count.methods,
      with: (expected: Expected) => {
        checkExpected(expected)
        this.expected = copy(expected)
      },
      within: (ms: number) => {
        this.watch = watchTime(ms, describe)
      },
    }
  }

  get counted(): boolean {
    return this.count.said
  }

  /** True where the chain itself says what is too often, not for the default of once. */
  get watchToEnd(): boolean {
    return this.count.saysMax
  }

  /** True for "nothing like this": what `.with()` leaves out is then not compared. */
  get never(): boolean {
    return this.count.max === 0
  }

  protected misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', this.#describe(), cause, remedy)
  }
}
