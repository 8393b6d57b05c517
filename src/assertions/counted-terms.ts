import type { ChainMethods, ClaimTerms } from './chain-methods.ts'
import { CountRange } from './count-range.ts'
import { type MatcherError, matcherError } from './matcher-error.ts'

/** The terms of a claim on how often each of the names happened, and with which fields. */
export class CountedTerms<Expected> implements ClaimTerms {
  readonly count: CountRange
  readonly methods: ChainMethods
  /** The argument of `.with()`. */
  expected: Expected | undefined
  watch = 0
  readonly #call: string

  /** `checkExpected` throws when `.with()` cannot compare its argument. */
  constructor(call: string, checkExpected: (call: string, expected: unknown) => void) {
    this.#call = call
    this.count = new CountRange(() => `expect(block).${call}`)
    this.methods = {
      ...this.count.methods,
      with: (expected: Expected) => {
        if (this.expected) {
          throw this.#misuse('.with() was given twice', 'Put all fields into one .with().')
        }
        checkExpected(call, expected)
        this.expected = expected
      },
      within: (ms: number) => {
        if (!Number.isFinite(ms) || ms <= 0) {
          throw this.#misuse(
            `.within(${String(ms)}) is not a valid time`,
            'Give a number of milliseconds above 0.',
          )
        }
        this.watch = ms
      },
    }
  }

  get bounded(): boolean {
    return Number.isFinite(this.count.max)
  }

  get watchToEnd(): boolean {
    return this.watch > 0 && this.count.min === 0
  }

  #misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', `expect(block).${this.#call}`, cause, remedy)
  }
}
