import type { Tracker } from '@snowplow/node-tracker'
import type { InMemoryAiUsageEventStore } from '../ai-usage-events/index.ts'
import type { InMemoryCounterStore } from '../counters/index.ts'
import type { EventName } from '../definitions/index.ts'
import { currentCatalog } from './current-catalog.ts'
import { countersInMemory, currentRun } from './current-run.ts'
import type { Journal } from './journal.ts'
import { runner } from './runner.ts'

/** The fakes of the running test. */
export interface Fakes {
  /** The tracked events, in order. */
  readonly journal: Journal
  /** A tracker of `@snowplow/node-tracker` to hand to code; its events go to the journal. */
  readonly tracker: Tracker
  /**
   * The counters, under the keys that Redis would have.
   *
   * @throws {FakesError} `COUNTED_ELSEWHERE` when the tests count in a store of their own
   *   (`useCounterStore`).
   */
  readonly counters: InMemoryCounterStore
  /**
   * The AI usage events, stored or refused, and the rows of those that were stored. With a store of
   * your own (`useAiUsageEventStore`) what it tracks goes there.
   *
   * @throws {FakesError} `STORED_ELSEWHERE` from all that reads rows, with such a store.
   */
  readonly aiUsageEvents: InMemoryAiUsageEventStore
  /**
   * Makes the next call that tracks the event throw, so that code which guards tracking is tested.
   * It throws `error`, or a `FakesError` with the code `FAILED_TRACKING`. It ends with the test.
   *
   * @throws {DefinitionError} for an event that is not defined.
   *
   * @example
   * ```ts
   * import { fakes, trackInternalEvent } from 'internal-events-testing'
   * import { expect, test } from 'vitest'
   *
   * function pull() {
   *   try {
   *     trackInternalEvent('pull_package', { user: { id: 1 } })
   *   } catch {}
   *   return 'pulled'
   * }
   *
   * test('a pull succeeds where tracking fails', () => {
   *   fakes.failTracking('pull_package')
   *   expect(pull()).toBe('pulled')
   * })
   * ```
   */
  failTracking(name: EventName, error?: unknown): void
}

/**
 * The fakes of the running test: one set for tests that run one after another, reset before each;
 * a set of its own for each concurrent test.
 *
 * @example
 * ```ts
 * import { fakes, trackInternalEvent } from 'internal-events-testing'
 *
 * trackInternalEvent('pull_package', { user: { id: 1 } })
 * console.log(fakes.counters.read('{event_counters}_pull_package')) // 1
 * ```
 */
export const fakes: Fakes = {
  get journal() {
    return currentRun().journal
  },
  get tracker() {
    return currentRun().tracker
  },
  get counters() {
    return countersInMemory()
  },
  get aiUsageEvents() {
    return currentRun().aiUsageEvents
  },
  failTracking(name, error) {
    currentRun().stagedFailures.add(currentCatalog().event(name).action, error)
  },
}

/**
 * Clears journal, counters, AI usage events, tracker, page and instance of the running test. The
 * setup files do this before each test. Call it yourself with `internal-events-testing/matchers` alone.
 *
 * @example
 * ```ts
 * import { fakes, resetFakes, trackInternalEvent } from 'internal-events-testing'
 *
 * trackInternalEvent('pull_package', { user: { id: 1 } })
 * resetFakes()
 * console.log(fakes.journal.events.length) // 0
 * ```
 */
export function resetFakes(): void {
  runner().prepared = true
  currentRun().reset()
}
