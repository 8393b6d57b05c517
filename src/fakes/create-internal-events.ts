import type { Tracker } from '@snowplow/node-tracker'
import type { CounterStore } from '../counters/index.ts'
import { InMemoryCounterStore } from '../counters/index.ts'
import type { Catalog } from '../definitions/index.ts'
import { createFrontendTracking, type FrontendTracking } from '../html/index.ts'
import type { InstanceContext } from '../snowplow/index.ts'
import {
  createTracking,
  type PageContext,
  snowplowEnabled,
  type TrackingFunctions,
} from '../tracking/index.ts'
import { checkInstanceContext } from './check-instance-context.ts'
import { currentCatalog } from './current-catalog.ts'
import { createSilentTracker } from './fake-tracker.ts'
import { Journal } from './journal.ts'

/** The parts of an isolated set; each has a default of its own. */
export interface InternalEventsOptions {
  /** Default: the definitions of the project. */
  catalog?: Catalog
  /** Default: a fake tracker, whose payloads end in the set's journal. */
  tracker?: Tracker
  /** Default: a new store in memory. */
  counters?: CounterStore
  /** Fields of the `gitlab_standard` context that events do not tell, and the salt of user ids. */
  context?: InstanceContext
  /** The page that `InternalEvents.trackEvent` tracks on. Default: one without a user. */
  page?: PageContext
}

/** The functions that production code tracks with. The exports of the same names describe them. */
export interface InternalEventsApi<Own = InternalEventsRegister>
  extends Omit<
    TrackingFunctions<Own>,
    'trackEvent' | 'countLegacyEvent' | 'withoutBatch' | 'pendingWrites'
  > {
  readonly InternalEvents: FrontendTracking<Own>
}

/** A set of tracking functions with a journal of its own. */
export interface InternalEventsSet<Own = InternalEventsRegister> extends InternalEventsApi<Own> {
  readonly journal: Journal
}

/**
 * Makes tracking functions that share nothing with the fakes of the running test: for a second
 * service in one test, for other definitions, or over a tracker and a store of your own. Matchers
 * do not see the events of this set; read its `journal`. In a program with the definitions of several
 * roots, `createInternalEvents<Register>()` takes the events of the `Register` that the generated file
 * of a root exports.
 *
 * @example
 * ```ts
 * import { createInternalEvents } from 'internal-events-testing'
 *
 * const { journal, trackInternalEvent } = createInternalEvents({ context: { realm: 'saas' } })
 * trackInternalEvent('pull_package', { user: { id: 1 } })
 * console.log(journal.events.length) // 1
 * ```
 */
export function createInternalEvents<Own = InternalEventsRegister>(
  options: InternalEventsOptions = {},
): InternalEventsSet<Own> {
  const journal = new Journal()
  const { page = {}, context = {} } = options
  checkInstanceContext(context)
  const {
    trackEvent,
    countLegacyEvent: _,
    withoutBatch: __,
    pendingWrites: ___,
    ...functions
  } = createTracking({
    get catalog() {
      return options.catalog ?? currentCatalog()
    },
    tracker: options.tracker ?? createSilentTracker(),
    counters: options.counters ?? new InMemoryCounterStore(),
    recorder: journal,
    extraTrackers: [],
    context,
    page,
    get strictFrontend() {
      return (options.catalog ?? currentCatalog()).strictFrontend
    },
    now: () => Date.now(),
    warn: (message) => console.warn(message),
    beforeTracking() {},
    onRefusal() {},
    onSilence() {},
  })
  const InternalEvents = createFrontendTracking({
    trackEvent,
    asSeen: (tracking) => tracking,
    enabled: () => snowplowEnabled(page),
    bound: new WeakSet(),
    onError(error) {
      throw error
    },
  })
  return { ...functions, InternalEvents, journal } as InternalEventsSet<Own>
}
