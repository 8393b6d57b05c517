import { findUnknownOption, type OptionNames } from '../foundation/index.ts'
import { ReporterError } from './reporter-error.ts'

/** The options of the reporter. */
export interface ReporterOptions {
  /** The name of the run, where one runner has several whose reports are merged: `unit`. */
  readonly name?: string
  /** True to write the page `index.html` beside the report of a whole run. Default: false. */
  readonly page?: boolean
}

const OPTIONS: OptionNames<ReporterOptions> = { name: true, page: true }

/**
 * Returns the options of the reporter, without those that Playwright adds for reporters of its own:
 * `configDir`, `onlyFailures`, and names that begin with `_`.
 *
 * @throws {ReporterError} `UNKNOWN_OPTION`.
 */
export function readReporterOptions(given: object): ReporterOptions {
  const own: ReporterOptions = Object.fromEntries(
    Object.entries(given).filter(([name]) => !/^(_|configDir$|onlyFailures$)/.test(name)),
  )
  const problem = findUnknownOption(own, OPTIONS)
  if (!problem) return own
  throw new ReporterError(
    'UNKNOWN_OPTION',
    `Failed to set up the reporter of internal events: ${problem.cause}. ${problem.remedy}`,
  )
}
