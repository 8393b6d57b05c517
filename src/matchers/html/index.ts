export type { ExpectedAttributes } from './element-terms.ts'
export { toHaveValidEventTracking } from './to-have-valid-event-tracking.ts'
export { triggerFromHtml } from './trigger-from-html.ts'
