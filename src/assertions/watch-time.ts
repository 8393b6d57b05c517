import { matcherError } from './matcher-error.ts'
import { printArgument } from './print-argument.ts'

/** The longest time (ms) of a timer; what is longer ends at once. */
const LONGEST = 2 ** 31 - 1

/**
 * Returns the argument of `.within(ms)`.
 *
 * @throws {MatcherError} `INVALID_CHAIN` for what no timer can wait.
 */
export function watchTime(ms: number, describe: () => string): number {
  if (Number.isFinite(ms) && ms > 0 && ms <= LONGEST) return ms
  throw matcherError(
    'INVALID_CHAIN',
    describe(),
    `.within(${printArgument(ms)}) is not a valid time`,
    ms > LONGEST
      ? `Give at most ${LONGEST} milliseconds, since timers cannot wait longer.`
      : 'Give a number of milliseconds above 0.',
  )
}
