import { AssertionPromise, type MatcherResult } from '../assertions/index.ts'

interface Expect {
  (actual: unknown): object
  extend(matchers: Record<string, () => Promise<MatcherResult>>): void
}

const PROBE = 'toBeProbedByInternalEventsTesting'

/** Returns how many promises a runner derives of that which a matcher returns, by calling one. */
export function countDerivedPromises(expect: unknown): number {
  const { extend } = expect as Expect
  return AssertionPromise.probe((result) => {
    extend({ [PROBE]: () => result })
    const matchers = (expect as Expect)(undefined) as Record<string, () => unknown>
    return matchers[PROBE]?.()
  })
}
