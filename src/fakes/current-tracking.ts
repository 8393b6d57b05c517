import type { InternalEventsApi, PageContext } from '../tracking/index.ts'
import { currentEnvironment } from './current-environment.ts'

/** `trackInternalEvent` over the fakes of the running test. */
export const trackInternalEvent: InternalEventsApi['trackInternalEvent'] = (name, options) =>
  currentEnvironment().api.trackInternalEvent(name, options)

/** `InternalEvents.trackEvent` over the fakes of the running test. */
export const InternalEvents: InternalEventsApi['InternalEvents'] = {
  trackEvent: (name, properties, category) =>
    currentEnvironment().api.InternalEvents.trackEvent(name, properties, category),
}

/** `withBatchedRedisWrites` over the fakes of the running test. */
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
