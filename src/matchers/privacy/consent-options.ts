import { type CalledAs, matcherError } from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'

/** The options that `toRespectConsent` takes. */
export interface ConsentOptions {
  /**
   * `true` where the test itself has withdrawn the consent, by a cookie, a setting or the header
   * `DNT: 1` of a request. Without it, the browser has to ask for privacy.
   */
  readonly withdrawn?: boolean
  /** `true` where nothing may be counted either. GitLab's front end counts in spite of GPC. */
  readonly counting?: boolean
}

/** @throws {MatcherError} `INVALID_EXPECTATION` for anything else. */
export function readOptions(args: readonly unknown[], { text }: CalledAs): ConsentOptions {
  const [options = {}, ...more] = args
  const isValid =
    more.length === 0 &&
    isMapping(options) &&
    Object.entries(options).every(
      ([name, value]) => ['withdrawn', 'counting'].includes(name) && typeof value === 'boolean',
    )
  if (isValid) return options as ConsentOptions
  throw matcherError(
    'INVALID_EXPECTATION',
    text(),
    'its options are not { withdrawn, counting } with true or false',
    'Correct them, or leave them out.',
  )
}
