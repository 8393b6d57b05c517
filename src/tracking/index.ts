export { copyIdentifier, copyProject } from './copy-identifier.ts'
export { type CountedEvent, countEvent } from './count-event.ts'
export { countedProperties } from './counted-properties.ts'
export { countingFault } from './counting-fault.ts'
export { createTracking, type TrackingFunctions } from './create-tracking.ts'
export { checkFrontendProperties, sentByBrowser } from './frontend-properties.ts'
export { optionOf, uniqueMember } from './given-value.ts'
export {
  checkCategory,
  type PageContext,
  pageCategory,
  type Silence,
  silenceOfPage,
  snowplowEnabled,
} from './page-context.ts'
export {
  countingErrorOf,
  hasMovedTotals,
  type RefusedCall,
  type SilentCall,
} from './refused-call.ts'
export { type EventRecorder, recorderOf } from './send-struct-event.ts'
export { type TrackedEvent, trackedEvent } from './tracked-event.ts'
export type { TrackOptions } from './tracking-calls.ts'
export { TrackingError, type TrackingErrorCode } from './tracking-error.ts'
export {
  checkObject,
  checkTypes,
  examplesOf,
  typeFault,
  validateEvent,
} from './validate-event.ts'
export { validateFrontendEvent } from './validate-frontend-event.ts'
export { type Uncounted, whyUncounted } from './why-uncounted.ts'
