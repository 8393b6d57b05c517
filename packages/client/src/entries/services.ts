/**
 * Tracking of what services do: their classes or methods are wrapped.
 *
 * @module internal-events-client/services
 */

export { ClientError, type ClientErrorCode } from '../client/client-error.ts'
export type { ServiceEventOptions } from '../services/service-event.ts'
export type { ServiceTracking } from '../services/service-settings.ts'
export { serviceTracking, type TracksService } from '../services/service-tracking.ts'
export type { EventName } from '../tracking/event-register.ts'
export type {
  Identifiable,
  Project,
  TrackedProperties,
  TrackInternalEvent,
  TrackOptions,
} from '../tracking/track-internal-event.ts'
