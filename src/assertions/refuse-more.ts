import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} `INVALID_EXPECTATION` for more arguments than a matcher reads. */
export function refuseMore(args: readonly unknown[], taken: 0 | 1, text: string): void {
  if (args.length <= taken) return
  const count = taken === 0 ? 'no arguments' : 'one argument'
  throw matcherError('INVALID_EXPECTATION', text, `it takes ${count}`, 'Leave out what is more.')
}
