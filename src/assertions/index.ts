export { Assertion } from './assertion.ts'
export { AssertionPromise } from './assertion-promise.ts'
export {
  type AsymmetricMatcher,
  isAsymmetric,
  namedFields,
  refusesTypesOf,
} from './asymmetric-matcher.ts'
export { takeCallSite } from './call-site.ts'
export { type Called, type CalledAs, callText, type Subject, subjectText } from './called.ts'
export type { ChainMethods, ClaimTerms } from './chain-methods.ts'
export { ChangeRange } from './change-range.ts'
export { type Claim, type ClaimRules, defineClaim, type Guarded } from './claim.ts'
export { CountRange, times, tooOftenStep } from './count-range.ts'
export { CountedTerms } from './counted-terms.ts'
export { createMatchers, type Matcher } from './create-matchers.ts'
export { type Equal, fieldDifferences } from './field-differences.ts'
export { difference, isStep } from './float-sums.ts'
export type { MatcherContext, MatcherResult, MatcherUtils } from './matcher-context.ts'
export type { Claims, MatcherDefinition } from './matcher-definition.ts'
export { MatcherError, type MatcherErrorCode, matcherError } from './matcher-error.ts'
export { readNames } from './names.ts'
export {
  type Difference,
  type NearMiss,
  nearestMiss,
  printDifferences,
  printOthers,
} from './near-miss.ts'
export { isPattern, matchesPattern } from './pattern.ts'
export { printEvent, printEvents, printValue } from './print-event.ts'
export { refuseMore } from './refuse-more.ts'
export { refuseUnattributed } from './refuse-unattributed.ts'
export { refusedCalls } from './refused-calls.ts'
export { htmlOnly, onLineOf } from './subject.ts'
export { waitForEvents } from './wait-for-events.ts'
export { watchTime } from './watch-time.ts'
