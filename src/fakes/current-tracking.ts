import type { InternalEventsApi, PageContext } from '../tracking/index.ts'
import { currentEnvironment } from './current-environment.ts'

/**
 * Tracks an event in the back end, over the fakes of the running test: validates it, moves the
 * metrics that select it, and sends it through the fake tracker into the journal.
 *
 * Source: `Gitlab::InternalEvents.track_event`.
 *
 * @throws {TrackingError} as the real system does in development and test: unknown or removed
 *   event, property of a wrong type, undeclared custom property.
 *
 * @example
 * ```ts
 * import { trackInternalEvent } from 'internal-events-testing'
 *
 * trackInternalEvent('pull_package', {
 *   user: { id: 1 },
 *   project: { id: 2, namespace: { id: 3 } },
 *   additionalProperties: { label: 'npm' },
 * })
 * ```
 */
export const trackInternalEvent: InternalEventsApi['trackInternalEvent'] = (name, options) =>
  currentEnvironment().api.trackInternalEvent(name, options)

/**
 * `InternalEvents.trackEvent(name, properties?, category?)` tracks an event in the front end, over
 * the fakes of the running test, with the identifiers of the page. Counters move only where the
 * page has a user, since the end point that counts needs a session.
 *
 * Source: `app/assets/javascripts/tracking/internal_events.js` of GitLab.
 *
 * @throws {Error} when `label`, `property` or `value` has a wrong type, as the front end does.
 * @throws {TrackingError} as the end point refuses what it is sent in development and test.
 *
 * @example
 * ```ts
 * import { InternalEvents, setPageContext } from 'internal-events-testing'
 *
 * setPageContext({ user: { id: 1 } })
 * InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'packages:show')
 * ```
 */
export const InternalEvents: InternalEventsApi['InternalEvents'] = {
  trackEvent: (name, properties, category) =>
    currentEnvironment().api.InternalEvents.trackEvent(name, properties, category),
}

/**
 * Defers the writes of total counters until the block ends, summed by key; everything else is
 * written at once, and reads inside see nothing of what is pending. Pending writes are made even
 * if the block throws. Returns what the block returns.
 *
 * Source: `Gitlab::InternalEvents.with_batched_redis_writes`.
 *
 * @example
 * ```ts
 * import { fakes, trackInternalEvent, withBatchedRedisWrites } from 'internal-events-testing'
 *
 * withBatchedRedisWrites(() => {
 *   for (const id of [1, 2]) trackInternalEvent('pull_package', { user: { id } })
 * })
 * console.log(fakes.counters.read('{event_counters}_pull_package')) // 2
 * ```
 */
export const withBatchedRedisWrites: InternalEventsApi['withBatchedRedisWrites'] = (block) =>
  currentEnvironment().api.withBatchedRedisWrites(block)

/**
 * Says who looks at which page: `InternalEvents.trackEvent` takes its identifiers from there. It
 * lasts until the fakes are reset.
 *
 * @example
 * ```ts
 * import { fakes, InternalEvents, setPageContext } from 'internal-events-testing'
 *
 * setPageContext({ user: { id: 1 } })
 * InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' })
 * console.log(fakes.journal.events[0]?.user) // { id: 1 }
 * ```
 */
export function setPageContext(page: PageContext): void {
  currentEnvironment().page = page
}
