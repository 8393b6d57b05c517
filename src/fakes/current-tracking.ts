import type { TrackingFunctions } from '../tracking/index.ts'
import { currentRun } from './current-run.ts'
import { hearSwallowed, noticed } from './mocked-tracking.ts'

/**
 * Tracks an event in the back end, over the fakes of the running test: validates it, moves the
 * metrics that select it, and sends it through the fake tracker into the journal.
 *
 * Source: `Gitlab::InternalEvents.track_event`.
 *
 * @throws {TrackingError} as the real system does in development and test: unknown or removed
 *   event, property of a wrong type, undeclared custom property; and, after the totals have counted,
 *   a call that gives neither identifiers nor properties to a metric that needs some.
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
export const trackInternalEvent: TrackingFunctions['trackInternalEvent'] = noticed(
  'trackInternalEvent',
  (name, options) => currentRun().api.trackInternalEvent(name, options),
)

/** Returns the exports of a CommonJS module such that claims hear of a mock in the place of one. */
export function hearSwallowedExports<Exports extends Pick<TrackingFunctions, 'trackInternalEvent'>>(
  exports: Exports,
): Exports {
  return hearSwallowed(exports, 'trackInternalEvent', trackInternalEvent, (name) =>
    currentRun().refuse({ name, error: undefined, swallowedBy: 'trackInternalEvent' }),
  )
}

/**
 * Defers the writes of total counters until the block ends, summed by key. Everything else is
 * written at once. Reads inside the block do not see the pending writes, which are made even if the
 * block throws. Returns what the block returns.
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
export const withBatchedRedisWrites: TrackingFunctions['withBatchedRedisWrites'] = (block) =>
  currentRun().api.withBatchedRedisWrites(block)
