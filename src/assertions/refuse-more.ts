import { matcherError } from './matcher-error.ts'

/** @throws {MatcherError} `INVALID_EXPECTATION` for more arguments than a matcher reads. */
export function refuseMore(args: readonly unknown[], taken: number, text: string): void {
  if (args.length <= taken) return
  const count = ['no arguments', 'one argument', 'two arguments'][taken]
  throw matcherError('INVALID_EXPECTATION', text, `it takes ${count}`, 'Leave out what is more.')
}
