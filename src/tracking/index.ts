export { type CountedEvent, uniqueMember } from './count-event.ts'
export {
  createTracking,
  type EventRecorder,
  type TrackingFunctions,
  type TrackOptions,
} from './create-tracking.ts'
export { checkFrontendProperties } from './frontend-properties.ts'
export { type PageContext, snowplowEnabled } from './page-context.ts'
export { type TrackedEvent, trackedEvent } from './tracked-event.ts'
export { TrackingError, type TrackingErrorCode } from './tracking-error.ts'
export { validateEvent } from './validate-event.ts'
