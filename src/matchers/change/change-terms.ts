import {
  type ChainMethods,
  type ClaimTerms,
  type MatcherContext,
  type MatcherError,
  matcherError,
  printValue,
} from '../../assertions/index.ts'

type Step = 'by' | 'from' | 'to'

/** The terms of a change: its step, its start and its end. */
export class ChangeTerms implements ClaimTerms {
  readonly methods: ChainMethods
  readonly #said = new Map<Step, unknown>()
  readonly #call: string
  readonly #context: MatcherContext

  constructor(call: string, context: MatcherContext) {
    this.#call = call
    this.#context = context
    this.methods = {
      by: (value: unknown) => {
        this.#refuseAfter('by', 'to')
        this.#refuseNoNumber(value)
        this.#said.set('by', value)
      },
      from: (value: unknown) => {
        this.#refuseAfter('from')
        this.#said.set('from', value)
      },
      to: (value: unknown) => {
        this.#refuseAfter('to', 'by')
        this.#said.set('to', value)
      },
    }
  }

  includes(before: unknown, after: unknown): boolean {
    const { equals } = this.#context
    if (this.#said.has('from') && !equals(before, this.#said.get('from'))) return false
    if (this.#said.has('to') && !equals(after, this.#said.get('to'))) return false
    if (this.#said.has('by')) {
      return (after as number) - (before as number) === this.#said.get('by')
    }
    return !equals(after, before)
  }

  /** Prints the terms: `change by 1 from 0`. */
  toString(): string {
    const steps = (['by', 'from', 'to'] as const).filter((step) => this.#said.has(step))
    const print = (step: Step) => printValue(this.#said.get(step), this.#context.utils)
    return ['change', ...steps.map((step) => `${step} ${print(step)}`)].join(' ')
  }

  #refuseAfter(method: Step, contrary: Step = method): void {
    if (!this.#said.has(method) && !this.#said.has(contrary)) return
    throw this.#misuse(
      `.${method}() contradicts the chain before it`,
      'Say once how it is expected to change.',
    )
  }

  #refuseNoNumber(value: unknown): void {
    if (typeof value === 'number') return
    throw this.#misuse(
      `.by(${printValue(value, this.#context.utils)}) is not a number`,
      'Give the difference of two numbers, or use .from() and .to().',
    )
  }

  #misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', `expect(block).${this.#call}`, cause, remedy)
  }
}
