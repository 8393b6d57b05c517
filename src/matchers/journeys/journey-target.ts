import { type CalledAs, type MatcherContext, matcherError } from '../../assertions/index.ts'
import { findUnknownOption, printGiven } from '../../foundation/index.ts'
import { type OpenedContract, openContract, type SnapshotMode } from '../../journeys/index.ts'
import { snapshotMode } from './snapshot-mode.ts'

/** The options of an assertion on a journey. */
export interface JourneyOptions {
  /** The variant of the contract's experiment that the test runs with. */
  readonly variant?: string | undefined
}

/** The journey that an assertion is about. */
export interface JourneyTarget {
  readonly name: string
  readonly variant: string | undefined
  readonly mode: SnapshotMode
  /** The contract; replaced by the one that the assertion has recorded. */
  opened: OpenedContract
}

const OPTIONS = { variant: true } as const

/**
 * Reads the arguments of `toMatchTrackingJourney(name, options?)`, and opens the contract.
 *
 * @throws {MatcherError} `INVALID_NAMES` or `INVALID_CHAIN` for other arguments, and the
 *   `JourneyError` of a contract that cannot be used.
 */
export function readTarget(args: readonly unknown[], { context, text }: CalledAs): JourneyTarget {
  const [name, options = {}, ...more] = args
  if (typeof name !== 'string' || name === '') {
    throw matcherError(
      'INVALID_NAMES',
      text(),
      `the name of the journey is ${name === '' ? 'empty' : printGiven(name)}`,
      "Name its contract: 'checkout' for the file checkout.yml.",
    )
  }
  const problem =
    more.length > 0
      ? { cause: 'it takes one name, and options', remedy: 'Assert each journey for itself.' }
      : findUnknownOption(options as JourneyOptions, OPTIONS)
  if (problem) throw matcherError('INVALID_CHAIN', text(), problem.cause, problem.remedy)
  const { variant } = options as JourneyOptions
  if (variant !== undefined && (typeof variant !== 'string' || variant === '')) {
    throw matcherError(
      'INVALID_CHAIN',
      text(),
      `its variant is ${printGiven(variant)}`,
      "Pass the variant's name: { variant: 'candidate' }.",
    )
  }
  return targetOf(name, variant, context)
}

function targetOf(
  name: string,
  variant: string | undefined,
  context: MatcherContext,
): JourneyTarget {
  const mode = snapshotMode(context)
  return { name, variant, mode, opened: openContract(name, variant, mode !== 'none') }
}
