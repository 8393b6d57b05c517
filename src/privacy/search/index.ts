export { type CookieJar, consentCookies, consentSignals } from './consent.ts'
export { findInTest } from './find-in-test.ts'
export { countFindings, printFindings, remedyFor } from './print-findings.ts'
