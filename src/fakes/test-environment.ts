import type { Tracker } from '@snowplow/node-tracker'
import { AiUsageEventStore } from '../ai-usage-events/index.ts'
import type { CounterStore } from '../counters/index.ts'
import { InMemoryCounterStore } from '../counters/index.ts'
import type { Catalog } from '../definitions/index.ts'
import { createTracking, type PageContext, type TrackingFunctions } from '../tracking/index.ts'
import type { Attribute } from './attribute-event.ts'
import { Journal } from './journal.ts'
import { sharedState } from './shared-state.ts'
import { createFakeTracker } from './tracker.ts'
import { currentAiUsageEvents } from './use-ai-usage-events.ts'

/**
 * One journal, one counter store, one tracker, one table of AI usage events: what a test works with. Tests that run one after
 * another share one and reset it; each concurrent test has its own.
 */
export class TestEnvironment {
  readonly journal: Journal
  readonly counters: InMemoryCounterStore = new InMemoryCounterStore()
  readonly aiUsageEvents: AiUsageEventStore
  readonly api: TrackingFunctions
  /** Assertions whose verdict nobody has asked for yet. */
  readonly openAssertions: Set<OpenAssertion> = new Set()
  /** Whether the test of this environment still runs. */
  active = true
  page: PageContext = {}
  #tracker: Tracker | undefined
  readonly #parts = new Map<string, ResettablePart>()

  constructor(catalog: () => Catalog, attribute: Attribute) {
    this.journal = new Journal((event) => attribute('events', event))
    this.aiUsageEvents = new AiUsageEventStore({
      registry: currentAiUsageEvents,
      onRecord: (record) => attribute('usageRecords', record),
    })
    const environment = this
    this.api = createTracking({
      get catalog() {
        return catalog()
      },
      get tracker() {
        return environment.tracker
      },
      get page() {
        return environment.page
      },
      get counters() {
        return environment.store ?? environment.counters
      },
      recorder: this.journal,
      extraTrackers: [
        {
          // GitLab hands every event to it, most of which are no AI usage events.
          trackEvent(name, given) {
            if (currentAiUsageEvents().find(name)) environment.aiUsageEvents.trackEvent(name, given)
          },
        },
      ],
      context: {},
      now: () => Date.now(),
      warn: (message) => console.warn(message),
    })
  }

  /** The store that is counted in instead of the one in memory, which stays empty then. */
  get store(): CounterStore | undefined {
    return sharedState().counterStore
  }

  /** Made when first used, and anew after a reset, so that nothing set on it leaks. */
  get tracker(): Tracker {
    this.#tracker ??= createFakeTracker((payload) => this.journal.recordPayload(payload))
    return this.#tracker
  }

  /** What an adapter adds to the environment; it is reset with the rest. */
  part<Part extends ResettablePart>(name: string, create: () => Part): Part {
    const part = (this.#parts.get(name) as Part | undefined) ?? create()
    this.#parts.set(name, part)
    return part
  }

  reset(): void {
    for (const part of this.#parts.values()) part.reset()
    this.journal.reset()
    this.counters.reset()
    this.aiUsageEvents.reset()
    this.page = {}
    this.#tracker = undefined
  }
}

interface ResettablePart {
  reset(): void
}

/** An assertion that its test has to settle before it ends. */
export interface OpenAssertion {
  /** Resolves when the verdict has fallen, and throws it where it is a failure. */
  settle(): Promise<void>
}
