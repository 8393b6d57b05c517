export { HtmlAssertion } from './html-assertion.ts'
export { type ExpectedAttributes, htmlClaim, noHtmlClaim } from './html-claim.ts'
export { toHaveValidEventTracking } from './to-have-valid-event-tracking.ts'
