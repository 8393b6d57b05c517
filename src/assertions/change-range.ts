import type { ChainMethod, ChainMethods, ClaimTerms } from './chain-methods.ts'
import { difference, isStep, sameSum } from './float-sums.ts'
import { type MatcherError, matcherError } from './matcher-error.ts'
import { printArgument } from './print-argument.ts'

/** The expected move of a metric: its step, its start and its end. */
export class ChangeRange implements ClaimTerms {
  #min: number | undefined
  #max: number | undefined
  #from: number | undefined
  #to: number | undefined
  readonly #describe: () => string

  /** `describe` names the assertion in errors. */
  constructor(describe: () => string) {
    this.#describe = describe
  }

  get methods(): ChainMethods {
    const atLeast = (method: ChainMethod) => (by: number) => {
      this.#unset(method, this.#min)
      this.#min = this.#positive(method, by)
    }
    const atMost = (method: ChainMethod) => (by: number) => {
      this.#unset(method, this.#max)
      this.#max = this.#positive(method, by)
    }
    return {
      by: (by: number) => {
        this.#unset('by', this.#min ?? this.#max)
        this.#min = this.#positive('by', by)
        this.#max = by
      },
      byAtLeast: atLeast('byAtLeast'),
      atLeast: atLeast('atLeast'),
      byAtMost: atMost('byAtMost'),
      atMost: atMost('atMost'),
      from: (value: number) => {
        this.#unset('from', this.#from)
        this.#from = this.#step('from', value)
      },
      to: (value: number) => {
        this.#unset('to', this.#to)
        this.#to = this.#step('to', value)
      },
    }
  }

  /** @throws {MatcherError} `INVALID_CHAIN` when the chain is incomplete or contradicts itself. */
  complete(): void {
    const steps = this.#min !== undefined || this.#max !== undefined
    if (this.#from !== undefined && this.#to === undefined && !steps) {
      throw this.#misuse(
        `.from(${this.#from}) says where the metric starts, but nothing says where it ends`,
        'Add .to(value) or .by(step).',
      )
    }
    if (this.#min !== undefined && this.#max !== undefined && this.#min > this.#max) {
      throw this.#misuse(
        `no step is at least ${this.#min} and at most ${this.#max}`,
        'Swap the two.',
      )
    }
    if (this.#from === undefined || this.#to === undefined) return
    const step = difference(this.#from, this.#to)
    if (step <= 0) {
      throw this.#misuse(
        `.from(${this.#from}).to(${this.#to}) does not increase the metric`,
        'State a higher end, or use toNotIncrementUsageMetrics.',
      )
    }
    if (steps && !this.#includesStep(this.#from, this.#to)) {
      throw this.#misuse(
        `.from(${this.#from}).to(${this.#to}) is a step of ${step}, which contradicts ${this.#said()}`,
        'Leave one of the two out.',
      )
    }
  }

  includes(before: number, after: number): boolean {
    if (this.#from !== undefined && !sameSum(before, this.#from)) return false
    if (this.#to !== undefined && !sameSum(after, this.#to)) return false
    return this.#includesStep(before, after)
  }

  /** Tells whether a metric ended beyond what is expected: not for lack of an event. */
  exceeds(before: number, after: number): boolean {
    const max = this.#max ?? (this.#min === undefined && this.#to === undefined ? 1 : undefined)
    return (
      (max !== undefined && after - before > max) || (this.#to !== undefined && after > this.#to)
    )
  }

  /** The expected start, if the chain states one. */
  get from(): number | undefined {
    return this.#from
  }

  toString(): string {
    const ends =
      (this.#from === undefined ? '' : ` from ${this.#from}`) +
      (this.#to === undefined ? '' : ` to ${this.#to}`)
    const steps = this.#min ?? this.#max ?? (ends === '' ? 1 : undefined)
    return `increase${steps === undefined ? '' : ` by ${this.#steps()}`}${ends}`
  }

  #includesStep(before: number, after: number): boolean {
    if (this.#min !== undefined || this.#max !== undefined) {
      // A value that fell was not incremented, by at most anything.
      const { min, max } = { min: this.#min ?? 0, max: this.#max ?? Number.POSITIVE_INFINITY }
      const step = after - before
      return (
        (step >= min || isStep(before, after, min)) && (step <= max || isStep(before, after, max))
      )
    }
    // An end without a step means any increment; neither of them means a step of 1.
    return this.#to === undefined ? isStep(before, after, 1) : difference(before, after) > 0
  }

  /** Returns the steps as the chain says them. */
  #said(): string {
    if (this.#min === this.#max) return `.by(${this.#min})`
    const least = this.#min === undefined ? '' : `.byAtLeast(${this.#min})`
    return this.#max === undefined ? least : `${least}.byAtMost(${this.#max})`
  }

  #steps(): string {
    if (this.#min === undefined && this.#max === undefined) return '1'
    if (this.#min === this.#max) return String(this.#min)
    if (this.#max === undefined) return `at least ${this.#min}`
    return this.#min === undefined ? `at most ${this.#max}` : `${this.#min} to ${this.#max}`
  }

  #step(method: string, value: number, least = 'from 0 on'): number {
    if (Number.isFinite(value) && value >= 0) return value
    throw this.#misuse(
      `.${method}(${printArgument(value)}) is not a valid number`,
      `Give a number ${least}.`,
    )
  }

  #positive(method: string, value: number): number {
    if (this.#step(method, value, 'above 0') > 0) return value
    throw this.#misuse(
      `.${method}(0) does not say that the metric moves`,
      'Use toNotIncrementUsageMetrics, or give a step above 0.',
    )
  }

  #unset(method: string, earlier: number | undefined): void {
    if (earlier === undefined) return
    throw this.#misuse(
      `.${method}() contradicts the chain before it`,
      'Say once how the metric is expected to move.',
    )
  }

  #misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', this.#describe(), cause, remedy)
  }
}
