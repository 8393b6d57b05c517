import type { EventName } from '../tracking/event-register.ts'
import { throwOutsideProduction } from '../tracking/guard-tracking.ts'
import type {
  Identifiable,
  Project,
  TrackInternalEvent,
  TrackOptions,
} from '../tracking/track-internal-event.ts'

type Id = number | string

/** The settings of an API whose end points track. */
export interface ApiTracking {
  /** The function that the service tracks with. */
  readonly trackInternalEvent: TrackInternalEvent
  /** Default: a project with this id, and without a namespace. */
  readonly findProject?: ((id: Id) => Project | Promise<Project>) | undefined
  /** Default: a namespace with this id. */
  readonly findNamespace?: ((id: Id) => Identifiable | Promise<Identifiable>) | undefined
  /**
   * Hears of the error that kept an event from being tracked. Default: the error is thrown, unless
   * `NODE_ENV` is `production`, where an end point does not fail for its tracking.
   */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** An event that an end point tracks. */
export interface ApiEventOptions
  extends Pick<TrackOptions, 'user' | 'additionalProperties' | 'sendSnowplowEvent'> {
  readonly projectId?: Id | null | undefined
  readonly namespaceId?: Id | null | undefined
}

/**
 * Makes the helper of an API: it tracks for a user, finds project and namespace by their ids, and
 * tracks nothing without a user.
 *
 * Source: `track_event` of GitLab's API helpers.
 *
 * @example
 * ```ts
 * import { fakes, trackInternalEvent } from 'internal-events-testing'
 * import { apiEventTracking } from 'internal-events-client/controllers'
 *
 * const trackEvent = apiEventTracking({ trackInternalEvent })
 * await trackEvent('pull_package', { user: { id: 1 }, projectId: 2, namespaceId: 3 })
 * console.log(fakes.journal.events[0]?.project) // { id: 2 }
 * ```
 */
export function apiEventTracking({
  trackInternalEvent,
  findProject = (id) => ({ id }),
  findNamespace = (id) => ({ id }),
  onError = throwOutsideProduction,
}: ApiTracking): (name: EventName, options: ApiEventOptions) => Promise<void> {
  return async (name, { user, projectId, namespaceId, ...options }) => {
    if (user == null) return
    try {
      const project = projectId == null ? undefined : await findProject(projectId)
      const namespace = namespaceId == null ? undefined : await findNamespace(namespaceId)
      await trackInternalEvent(name, { ...options, user, project, namespace })
    } catch (error) {
      onError(error)
    }
  }
}
