import type { Tracker } from '@snowplow/node-tracker'
import { AiUsageEventStore, type AiUsageRecord } from '../ai-usage-events/index.ts'
import { type CounterStore, InMemoryCounterStore } from '../counters/index.ts'
import {
  createTracking,
  type PageContext,
  type TrackedEvent,
  type TrackingFunctions,
} from '../tracking/index.ts'
import { currentCatalog } from './current-catalog.ts'
import { createJournaledTracker } from './fake-tracker.ts'
import { Journal } from './journal.ts'
import { currentAiUsageEvents } from './use-ai-usage-events.ts'
import { currentCounterStore } from './use-counter-store.ts'

/** The kinds of records of a test, by the names of the lists in a block that hold them. */
export interface Recorded {
  readonly events: TrackedEvent
  readonly usageRecords: AiUsageRecord
}

type Record = <Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]) => void

/**
 * All that one running test works with: journal, counters, tracker, table of AI usage events, page,
 * open assertions. Tests that run one after another share one and reset it; each concurrent test
 * has its own.
 */
export class TestRun {
  readonly journal: Journal
  readonly counters: InMemoryCounterStore = new InMemoryCounterStore()
  readonly aiUsageEvents: AiUsageEventStore
  readonly api: TrackingFunctions
  /** Assertions whose verdict nobody has asked for yet. */
  readonly openAssertions: Set<OpenAssertion> = new Set()
  /** True until the test has ended. */
  active = true
  page: PageContext = {}
  #tracker: Tracker | undefined
  readonly #parts = new Map<string, ResettablePart>()

  constructor(record: Record) {
    this.journal = new Journal((event) => record('events', event))
    this.aiUsageEvents = new AiUsageEventStore({
      registry: currentAiUsageEvents,
      onRecord: (usage) => record('usageRecords', usage),
    })
    this.api = createApi(this)
  }

  /** The store that replaces the one in memory, which stays empty then. */
  get store(): CounterStore | undefined {
    return currentCounterStore()
  }

  /** The tracker to hand out. A reset replaces it, so that no setting leaks into the next test. */
  get tracker(): Tracker {
    this.#tracker ??= createJournaledTracker(this.journal)
    return this.#tracker
  }

  /** Returns the part that an adapter adds to the run; it is reset with the rest. */
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

function createApi(testRun: TestRun): TrackingFunctions {
  return createTracking({
    get catalog() {
      return currentCatalog()
    },
    get tracker() {
      return testRun.tracker
    },
    get page() {
      return testRun.page
    },
    get counters() {
      return testRun.store ?? testRun.counters
    },
    recorder: testRun.journal,
    extraTrackers: [
      {
        // GitLab hands every event to it; most of them are not AI usage events.
        trackEvent(name, given) {
          if (currentAiUsageEvents().find(name)) testRun.aiUsageEvents.trackEvent(name, given)
        },
      },
    ],
    context: {},
    now: () => Date.now(),
    warn: (message) => console.warn(message),
  })
}

interface ResettablePart {
  reset(): void
}

/** An assertion that has to be settled before its test ends. */
export interface OpenAssertion {
  /** Resolves when the verdict has fallen; rejects when it is a failure. */
  settle(): Promise<void>
}
