import type { Identifiable, Project, TrackInternalEvent } from '../tracking/track-internal-event.ts'

type Source<Service, Found> = (service: Service, result: unknown) => Found | null | undefined

/** The settings of services that track. */
export interface ServiceTracking<Service> {
  /** The function that the service tracks with. */
  readonly trackInternalEvent: TrackInternalEvent
  /** Default: `currentUser` of the service. */
  readonly currentUser?: ((service: Service) => Identifiable | null | undefined) | undefined
  /**
   * Default: the `project` of the result's `payload`, of a value in it, or of a result without a
   * payload; or else that of the service.
   */
  readonly trackingProjectSource?: Source<Service, Project> | undefined
  /** Default: the `namespace` or `group` that is found where a project is looked for. */
  readonly trackingNamespaceSource?: Source<Service, Identifiable> | undefined
  /**
   * Hears of the error that kept an event from being tracked. Default: the error is thrown, unless
   * `NODE_ENV` is `production`, where a service does not fail for its tracking.
   */
  readonly onError?: ((error: unknown) => void) | undefined
}
