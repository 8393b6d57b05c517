import { shared } from '../foundation/index.ts'
import {
  createFrontendTracking,
  type FrontendTracking,
  hasListener,
  trackingElements,
} from '../html/index.ts'
import { type PageContext, snowplowEnabled } from '../tracking/index.ts'
import { BlockRun } from './block-run.ts'
import { currentRun } from './current-run.ts'
import { hearSwallowed, noticed } from './mocked-tracking.ts'

/**
 * Tracks in the front end, over the fakes of the running test, with the identifiers of the page
 * (`setPageContext`). `trackEvent(name, properties?, category?)` tracks one event; the category
 * defaults to `document.body.dataset.page`, then to that of the page context. `bindInternalEventDocument(root?)` tracks clicks on
 * elements with `data-event-tracking`. `trackInternalLoadEvents(root?)` tracks the elements that
 * fire on load. `mixin()` gives a Vue component the method `trackEvent`. Counters move only where
 * the page has a user, since the end point that counts needs a session.
 *
 * Source: `app/assets/javascripts/tracking/internal_events.js` of GitLab.
 *
 * @throws {Error} `WRONG_TYPE` when `label`, `property` or `value` has a wrong type, and `NO_CATEGORY`
 *   when the category is empty or null, as the front end does.
 * @throws {TrackingError} when the end point would refuse the event in development and test. For a
 *   click in a block the assertion throws it, since a DOM does not pass it on. Where code catches
 *   it, the claims that the event matters to tell of it.
 *
 * @example
 * ```ts
 * import { InternalEvents, setPageContext } from 'internal-events-testing'
 *
 * setPageContext({ user: { id: 1 } })
 * InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'packages:show')
 * ```
 */
export const InternalEvents: FrontendTracking = createFrontendTracking({
  trackEvent: noticed('trackEvent', (name, properties, category) =>
    currentRun().api.trackEvent(name, properties, category),
  ),
  asSeen: (tracking) =>
    hearSwallowed(tracking, 'trackEvent', tracking.trackEvent, (name) => {
      const swallowedBy = 'InternalEvents.trackEvent'
      if (name) currentRun().refuse({ name, error: undefined, swallowedBy })
    }),
  enabled: () => snowplowEnabled(currentRun().page),
  get bound() {
    return boundRoots()
  },
  onError(error) {
    const errors = hearing ?? BlockRun.current()?.errors
    if (!errors) throw error
    errors.push(error)
  },
})

/** Returns the first element of the document that tracks the event, where nothing listens to a click on any such. */
export function elementWithoutListener(event: string): Element | undefined {
  const elements = snowplowEnabled(currentRun().page) ? trackingElements(event) : []
  return elements.some((element) => hasListener(element, boundRoots())) ? undefined : elements[0]
}

function boundRoots(): WeakSet<object> {
  return shared('bound-roots', () => new WeakSet())
}

/** The errors of tracked clicks, while the code that dispatches them throws these itself. */
let hearing: unknown[] | undefined

/** Dispatches a click, and throws the error with which tracking refuses it: a DOM does not pass it on. */
export function throwingListenerErrors(dispatch: () => void): void {
  const outer = hearing
  const errors: unknown[] = []
  hearing = errors
  try {
    dispatch()
  } finally {
    hearing = outer
  }
  if (errors.length > 0) throw errors[0]
}

/**
 * Returns the method `trackEvent` for Vue's composition API, as `InternalEvents.mixin()` does for
 * the options API.
 *
 * @example
 * ```ts
 * import { fakes, useInternalEvents } from 'internal-events-testing'
 *
 * const { trackEvent } = useInternalEvents()
 * trackEvent('click_copy_install_command', { label: 'npm' })
 * console.log(fakes.journal.events.length) // 1
 * ```
 */
export function useInternalEvents(): Pick<FrontendTracking, 'trackEvent'> {
  return InternalEvents.mixin().methods
}

/**
 * Sets who looks at which page, from which the front end takes its identifiers. It lasts until the
 * fakes are reset.
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
  currentRun().page = page
}
