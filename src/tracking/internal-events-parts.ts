import type { Tracker } from '@snowplow/node-tracker'
import type { CounterWriter } from '../counters/index.ts'
import type { Catalog } from '../definitions/index.ts'
import type { InstanceContext } from '../snowplow/index.ts'
import type { PageContext } from './page-context.ts'
import type { RefusedCall, SilentCall } from './refused-call.ts'
import type { EventRecorder } from './send-struct-event.ts'

/** A tracker that gets each event after it was counted and sent, with all arguments of the call. */
export interface ExtraTracker {
  trackEvent(name: string, context: Readonly<Record<string, unknown>>): void
}

/** The parts that a set of tracking functions works with. */
export interface InternalEventsParts {
  readonly catalog: Catalog
  readonly counters: CounterWriter
  readonly tracker: Pick<Tracker, 'track'>
  readonly recorder: EventRecorder
  readonly extraTrackers: readonly ExtraTracker[]
  /** Fields of the `gitlab_standard` context that events do not tell, and the salt of user ids. */
  readonly context: InstanceContext
  readonly page: PageContext
  /** True where the front end may track only what definitions declare, built-in properties too. */
  readonly strictFrontend: boolean
  readonly now: () => number
  readonly warn: (message: string) => void
  /** Runs before each event is tracked, and may throw in its place. */
  readonly beforeTracking: (name: string) => void
  /** Hears of each call that is refused. */
  readonly onRefusal: (refused: RefusedCall) => void
  /** Hears of each call that tracks nothing by design. */
  readonly onSilence: (silent: SilentCall) => void
}
