export {
  htmlOnly,
  htmlOrBlock,
  invalidSubject,
  isBlock,
  type Matcher,
  onLineOf,
  WRAP,
} from './assert-subject.ts'
export { Assertion } from './assertion.ts'
export { AssertionPromise } from './assertion-promise.ts'
export { type AsymmetricMatcher, isAsymmetric } from './asymmetric-matcher.ts'
export { takeCallSite } from './call-site.ts'
export { ChangeRange, difference } from './change-range.ts'
export { type ChainMethod, type Claim, negatedClaim } from './claim.ts'
export { CountRange, times } from './count-range.ts'
export { countedClaim } from './counted-claim.ts'
export type { Difference } from './difference.ts'
export { installHooks, runConcurrentTest } from './install-hooks.ts'
export type { MatcherContext, MatcherResult, MatcherUtils } from './matcher-context.ts'
export { MatcherError, type MatcherErrorCode, matcherError } from './matcher-error.ts'
export { callText, checkNames, noNames } from './names.ts'
export { printEvents, printValue } from './print-event.ts'
export { refuseDoubleNegation } from './refuse-double-negation.ts'
export { refuseUnattributed } from './refuse-unattributed.ts'
export { waitForEvents } from './wait-for-events.ts'
