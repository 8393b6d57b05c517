import {
  type ChainMethods,
  type ClaimTerms,
  isStep,
  type MatcherContext,
  type MatcherError,
  matcherError,
  printValue,
} from '../../assertions/index.ts'
import type { Copy } from './copy-value.ts'
import { notCopied } from './not-copied.ts'
import { askTesters, sameValue } from './same-value.ts'

type Step = 'by' | 'from' | 'to'

/** The terms of a change: its step, its start and its end. */
export class ChangeTerms implements ClaimTerms {
  readonly methods: ChainMethods
  readonly #said = new Map<Step, unknown>()
  readonly #text: () => string
  readonly #context: MatcherContext

  constructor(text: () => string, context: MatcherContext) {
    this.#text = text
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

  /** Tells whether a value that has changed did so as the chain says. */
  includes(before: Copy, after: Copy): boolean {
    return (
      this.#isSaid('from', before) &&
      this.#isSaid('to', after) &&
      this.#includesStep(before.value, after.value)
    )
  }

  /** @throws {MatcherError} `INVALID_EXPECTATION` where nobody can tell. */
  #isSaid(step: Step, { value, original, opaque }: Copy): boolean {
    if (!this.#said.has(step)) return true
    const said = this.#said.get(step)
    let unsure: unknown
    const originalOf = (own: unknown) => opaque.get(own) ?? own
    const hidden = new Set<unknown>(opaque.values())
    const ask = (own: unknown, other: unknown) => {
      const verdict = askTesters(originalOf(own), other, this.#context)
      const isHidden = hidden.has(originalOf(own)) && originalOf(own) !== other
      if (verdict === undefined && isHidden) unsure ??= own
      return verdict
    }
    // An object with private fields is itself alone; before the block it may have been another.
    const actual = step === 'to' && hidden.size > 0 ? original : value
    const isSame = sameValue(actual, said, { ...this.#context, customTesters: [ask] })
    if (!isSame || unsure === undefined) return isSame
    throw notCopied(unsure, this.#text(), `whether it is what .${step}() says`)
  }

  #includesStep(before: unknown, after: unknown): boolean {
    if (!this.#said.has('by')) return true
    if (typeof before !== 'number' || typeof after !== 'number') return false
    return isStep(before, after, this.#said.get('by') as number)
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
    if (value === 0) {
      throw this.#misuse('.by(0) does not say that the value changes', 'Use toNotChange(read).')
    }
    if (Number.isFinite(value)) return
    throw this.#misuse(
      `.by(${printValue(value, this.#context.utils)}) is not a number`,
      'Give the difference of two numbers, or use .from() and .to().',
    )
  }

  #misuse(cause: string, remedy: string): MatcherError {
    return matcherError('INVALID_CHAIN', this.#text(), cause, remedy)
  }
}
