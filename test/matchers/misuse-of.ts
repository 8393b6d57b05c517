import { MatcherError, type MatcherErrorCode } from '../../src/entries/index.ts'

/** Returns the whole message that the misuse of an assertion is refused with, on the spot, by this code. */
export function misuseOf(assert: () => unknown, code: MatcherErrorCode = 'INVALID_CHAIN'): string {
  try {
    assert()
  } catch (error) {
    if (!(error instanceof MatcherError)) throw error
    if (error.code === code) return error.message
    throw new Error(`the code is ${error.code}, not ${code}`, { cause: error })
  }
  throw new Error('nothing was thrown')
}
