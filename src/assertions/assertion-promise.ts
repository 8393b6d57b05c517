import { callable } from './callable.ts'
import { CHAIN_METHODS, type ChainMethod } from './chain-methods.ts'
import { matcherError } from './matcher-error.ts'

/** The assertion whose verdict a promise holds. */
export interface PromisedAssertion {
  readonly text: string
  /** The number of promises that the runner derives, one from another, before it gives the last to the test. */
  readonly derivedPromises: number
  /** Notes a word of the chain, which says nothing until it is called. */
  beginWord(word: ChainMethod): void
  narrow(method: ChainMethod, args: unknown[]): void
  continuation(promise: AssertionPromise<unknown>): unknown
  /** Takes the promise that the runner gives to the test; `markHandled` keeps it from being reported. */
  given(promise: Promise<unknown>, markHandled: () => void): void
  /** Notes that the test has asked for the verdict. */
  taken(): void
  /** Drops the verdict, since an error has been thrown to the test already. */
  abandon(): void
  /** Makes errors that the runner throws from the verdict point at the line that made the claim. */
  atCallSite<Result>(report: () => Result): Result
}

/**
 * The promise that a matcher returns. Runners derive promises of their own from it, a fixed number
 * of them, and give the last one to the test; whoever derives one more is the test. `then` hands the
 * assertion on, so that derived promises have the chain methods too. Those run synchronously, hence
 * before the microtask in which the verdict falls.
 */
export class AssertionPromise<Value> extends Promise<Value> {
  #assertion: PromisedAssertion | undefined
  /** The number of promises that lie between this one and that of the matcher. */
  #depth = 0

  static of<Value>(assertion: PromisedAssertion, verdict: Promise<Value>): AssertionPromise<Value> {
    const promise = new AssertionPromise<Value>((resolve) => resolve(verdict))
    promise.#assertion = assertion
    return promise
  }

  // biome-ignore lint/suspicious/noThenProperty: this is a promise
  override then<Fulfilled = Value, Rejected = never>(
    onFulfilled?: ((value: Value) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    const assertion = this.#assertion
    const depth = this.#depth + 1
    const report =
      assertion && depth === 1 && onFulfilled
        ? (value: Value) => assertion.atCallSite(() => onFulfilled(value))
        : onFulfilled
    const derived = super.then(report, onRejected) as AssertionPromise<Fulfilled | Rejected>
    derived.#depth = depth
    if (!assertion) return derived
    if (depth > assertion.derivedPromises) assertion.taken()
    else {
      derived.#assertion = assertion
      assertion.given(derived, () => void Promise.prototype.then.call(derived, noop, noop))
    }
    return derived
  }

  /** Throws: an asymmetric comparison reads `pass` off the result and would find nothing. */
  get pass(): never {
    this.#assertion?.abandon()
    const { stackTraceLimit } = Error
    // The line of the test lies below the runner's comparison of the whole value.
    Error.stackTraceLimit = 50
    try {
      throw matcherError(
        'ASYMMETRIC_USE',
        this.#assertion?.text ?? 'expect(block)',
        'it runs a block and returns a promise, so it cannot be an asymmetric matcher',
        'Write it as an assertion of its own.',
      )
    } finally {
      Error.stackTraceLimit = stackTraceLimit
    }
  }

  get and(): unknown {
    return this.#current('.and').continuation(this)
  }

  #current(method: string): PromisedAssertion {
    if (this.#assertion) return this.#assertion
    throw matcherError(
      'INVALID_CHAIN',
      'expect(block)',
      `${method} was called on a promise that was derived with then()`,
      'Chain on what the matcher returns.',
    )
  }

  static {
    // `util.inspect` may be told to read every getter, and so would begin each word.
    Object.defineProperty(AssertionPromise.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value(this: AssertionPromise<unknown>) {
        return `AssertionPromise { ${this.#assertion?.text ?? 'derived'} }`
      },
    })
    for (const method of CHAIN_METHODS) {
      Object.defineProperty(AssertionPromise.prototype, method, {
        // The promise itself, which may also be called: `.exactly(3).times`, `.times(3)`.
        get(this: AssertionPromise<unknown>) {
          const assertion = this.#current(`.${method}()`)
          assertion.beginWord(method)
          return callable(this, (...args) => {
            assertion.narrow(method, args)
            return this
          })
        },
      })
    }
  }
}

function noop(): void {}
