import { CHAIN_METHODS, type ChainMethod } from './chain-methods.ts'
import { matcherError } from './matcher-error.ts'

/** The assertion whose verdict a promise holds. */
export interface PromisedAssertion {
  readonly text: string
  /** True while the call of the matcher goes on: promises derived meanwhile are the runner's. */
  readonly starting: boolean
  narrow(method: ChainMethod, args: unknown[]): void
  continuation(promise: AssertionPromise<unknown>): unknown
  /** Takes the promise for the test, whose end asks for the verdict if the test itself does not. */
  given(promise: Promise<unknown>, markHandled: () => void): void
  /** Notes that somebody asked for the verdict. */
  askedFor(): void
  /** Drops the verdict, since an error has been thrown to the test already. */
  abandon(): void
  /** Makes errors that the runner throws from the verdict point at the line that made the claim. */
  atCallSite<Result>(report: () => Result): Result
}

/**
 * The promise that a matcher returns. Runners derive promises of their own from it in the same tick
 * (`result.then(…)`, Jest also `.catch(…)`), and give the last one to the test. `then` hands the
 * assertion on, so that derived promises have the chain methods too. Those run synchronously, hence
 * before the microtask in which the verdict falls.
 */
export class AssertionPromise<Value> extends Promise<Value> {
  #assertion: PromisedAssertion | undefined
  #isRunners = false

  static of<Value>(assertion: PromisedAssertion, verdict: Promise<Value>): AssertionPromise<Value> {
    const promise = new AssertionPromise<Value>((resolve) => resolve(verdict))
    promise.#assertion = assertion
    promise.#isRunners = true
    return promise
  }

  // biome-ignore lint/suspicious/noThenProperty: this is a promise
  override then<Fulfilled = Value, Rejected = never>(
    onFulfilled?: ((value: Value) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    const assertion = this.#assertion
    // A test that awaits the promise calls this in a later microtask.
    if (!assertion?.starting) {
      assertion?.askedFor()
      return super.then(onFulfilled, onRejected)
    }
    const report =
      this.#isRunners && onFulfilled
        ? (value: Value) => assertion.atCallSite(() => onFulfilled(value))
        : onFulfilled
    const derived = super.then(report, onRejected) as AssertionPromise<Fulfilled | Rejected>
    derived.#assertion = assertion
    assertion.given(derived, () => void Promise.prototype.then.call(derived, noop, noop))
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
    for (const method of CHAIN_METHODS) {
      Object.defineProperty(AssertionPromise.prototype, method, {
        value(this: AssertionPromise<unknown>, ...args: unknown[]) {
          this.#current(`.${method}()`).narrow(method, args)
          return this
        },
      })
    }
  }
}

function noop(): void {}
