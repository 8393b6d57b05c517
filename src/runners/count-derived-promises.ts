interface Expect {
  (actual: unknown): object
  extend(matchers: Record<string, () => Promise<{ pass: boolean; message: () => string }>>): void
}

const PROBE = 'toBeProbedByInternalEventsTesting'

/** A promise that knows how many promises lie between it and the first. */
class CountedPromise<Value> extends Promise<Value> {
  depth = 0

  // biome-ignore lint/suspicious/noThenProperty: this is a promise
  override then<Fulfilled = Value, Rejected = never>(
    ...handlers: Parameters<Promise<Value>['then']>
  ): Promise<Fulfilled | Rejected> {
    const derived = super.then(...handlers) as CountedPromise<Fulfilled | Rejected>
    derived.depth = this.depth + 1
    return derived
  }
}

/** Returns how many promises a runner derives of that which a matcher returns, by calling one. */
export function countDerivedPromises(expect: unknown): number {
  const { extend } = expect as Expect
  extend({ [PROBE]: () => CountedPromise.resolve({ pass: true, message: () => '' }) })
  const matchers = (expect as Expect)(undefined) as Record<string, () => unknown>
  const given = matchers[PROBE]?.()
  return given instanceof CountedPromise ? given.depth : 0
}
