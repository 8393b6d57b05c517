export { auditTracking, type Finding } from './audit-tracking.ts'
export {
  ADDITIONAL,
  LOAD,
  PROPERTY_ATTRIBUTES,
  parseAdditional,
  TRACKED,
  TRACKING,
} from './event-payload.ts'
export {
  createFrontendTracking,
  type EventElement,
  type EventRoot,
  type FrontendTracking,
  type TrackingMixin,
  theDocument,
} from './frontend-tracking.ts'
export { HtmlError } from './html-error.ts'
export {
  HTML_SUBJECTS,
  type HtmlSubject,
  isText,
  lacksElements,
  readHtmlSubject,
} from './html-subject.ts'
export { printAttribute, printElement } from './print-element.ts'
export { type TrackedElement, TrackedElements } from './tracked-elements.ts'
export { hasListener, trackingElements } from './tracking-elements.ts'
