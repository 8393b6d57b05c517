import { type MatcherError, matcherError } from './matcher-error.ts'

const AWAIT_CODE = 'Await that function or promise in the test.'

/**
 * Returns the error of an assertion that its test did not wait for: one that was made when the test
 * had ended already (`endedTest` is its name), one whose verdict some code has
 * `taken`, which nobody awaited, or one whose verdict nobody took.
 */
export function notAwaited(
  assertion: string,
  taken: boolean,
  endedTest: string | undefined,
): MatcherError {
  const [cause, remedy] = causeAndRemedy(taken, endedTest)
  return matcherError('NOT_AWAITED', assertion, cause, remedy)
}

function causeAndRemedy(taken: boolean, endedTest: string | undefined): [string, string] {
  if (endedTest !== undefined) {
    return [
      `its test, ${JSON.stringify(endedTest)}, had ended before it was made, since nobody awaited the code that makes it`,
      AWAIT_CODE,
    ]
  }
  if (taken) {
    return [
      'the test ended without its verdict, since nobody awaited the code that awaits it',
      AWAIT_CODE,
    ]
  }
  return [
    'it is asynchronous and nobody awaited it, so the test ended without its verdict',
    'Write await before expect.',
  ]
}
