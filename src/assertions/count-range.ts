import type { ChainMethods } from './chain-methods.ts'
import { type MatcherError, matcherError } from './matcher-error.ts'
import { printArgument } from './print-argument.ts'

/** The expected number of times that something happens: from `min` to `max`. */
export class CountRange {
  #min: number | undefined
  #max: number | undefined
  /** The words that have set the count: `.exactly(3)`. */
  #said = ''
  readonly #describe: () => string

  /** `describe` names the assertion in errors. */
  constructor(describe: () => string) {
    this.#describe = describe
  }

  /** The chain methods that set the range. Each end can be set once. */
  get methods(): ChainMethods {
    return {
      once: () => this.#exactly('once', 1),
      twice: () => this.#exactly('twice', 2),
      thrice: () => this.#exactly('thrice', 3),
      never: () => this.#exactly('never', 0),
      times: (count: number | undefined) => {
        this.#refuseSecond(count)
        this.#exactly('times', this.#whole('times', count))
      },
      exactly: (count: number) => this.#exactly('exactly', this.#whole('exactly', count)),
      atLeast: (count: number) => {
        this.#unset('atLeast', this.#min)
        this.#min = this.#aboveZero(count)
        this.#said += `.atLeast(${count})`
        this.#ordered()
      },
      atMost: (count: number) => {
        this.#unset('atMost', this.#max)
        this.#max = this.#whole('atMost', count)
        this.#said += `.atMost(${count})`
        this.#ordered()
      },
    }
  }

  /** True when the chain says a count. */
  get said(): boolean {
    return this.#said !== ''
  }

  /** The least number of times; 1 when the chain says nothing. */
  get min(): number {
    return this.#min ?? (this.#max === undefined ? 1 : 0)
  }

  get max(): number {
    return this.#max ?? (this.#min === undefined ? 1 : Number.POSITIVE_INFINITY)
  }

  /** True where the chain itself says what is too often. */
  get saysMax(): boolean {
    return this.#max !== undefined
  }

  includes(count: number): boolean {
    return count >= this.min && count <= this.max
  }

  toString(): string {
    const { min, max } = this
    if (min === max) return times(min)
    if (max === Number.POSITIVE_INFINITY) return `at least ${times(min)}`
    return min === 0 ? `at most ${times(max)}` : `${min} to ${max} times`
  }

  /** Prints what is expected to have been done so often: `to be triggered twice`. */
  toBe(done: string): string {
    return this.max === 0 ? `never to be ${done}` : `to be ${done} ${this}`
  }

  #exactly(method: string, count: number): void {
    this.#unset(method, this.#min ?? this.#max)
    this.#min = count
    this.#max = count
    this.#said = `.${method}(${WORDS.has(method) ? '' : count})`
  }

  #whole(method: string, count: number | undefined, least = 0): number {
    if (Number.isInteger(count) && (count as number) >= 0) return count as number
    throw this.#misuse(
      `.${method}(${printArgument(count)}) is not a valid count`,
      `Give a whole number from ${least} on.`,
    )
  }

  #aboveZero(count: number): number {
    if (this.#whole('atLeast', count, 1) > 0) return count
    throw this.#misuse(
      '.atLeast(0) does not say that the event happens',
      'Use .never() or .atMost(n), or give a count above 0.',
    )
  }

  /** Refuses `.exactly(3).times()`, whose last word needs no call. */
  #refuseSecond(count: number | undefined): void {
    if (count !== undefined || !this.said) return
    throw this.#misuse(
      `.times() is one too many, since ${this.#said} has said the count`,
      `Write ${this.#said}.times or ${this.#said} alone.`,
    )
  }

  #unset(method: string, earlier: number | undefined): void {
    if (earlier === undefined) return
    throw this.#misuse(
      `.${method}() contradicts the count before it`,
      'Say once how often the event is expected.',
    )
  }

  #ordered(): void {
    if (this.min <= this.max) return
    throw this.#misuse(`no count is at least ${this.min} and at most ${this.max}`, 'Swap the two.')
  }

  #misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', this.#describe(), cause, remedy)
  }
}

const WORDS = new Set(['once', 'twice', 'thrice', 'never'])

/** Prints a count: `never`, `once`, `twice`, `3 times`. */
export function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`
}

/** Returns the next step where something happened more often than expected. */
export function tooOftenStep(
  { max }: CountRange,
  found: number,
  say = (count: number) => `.times(${count})`,
): string {
  const moreThan = max === 0 ? '' : ` more than ${times(max)}`
  return `Find the code that tracks it${moreThan}, or expect ${say(found)}.`
}
