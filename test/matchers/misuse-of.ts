import { MatcherError } from '../../src/entries/index.ts'

/** The whole message that the misuse of an assertion is refused with, on the spot. */
export function misuseOf(assert: () => unknown): string {
  try {
    assert()
  } catch (error) {
    if (error instanceof MatcherError) return error.message
    throw error
  }
  throw new Error('nothing was thrown')
}
