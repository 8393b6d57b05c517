import type { Tracker } from '@snowplow/node-tracker'
import { AiUsageEventStore, type AiUsageRecord } from '../ai-usage-events/index.ts'
import { type CounterStore, InMemoryCounterStore } from '../counters/index.ts'
import type { InstanceContext } from '../snowplow/index.ts'
import {
  createTracking,
  type PageContext,
  type RefusedCall,
  type SilentCall,
  type TrackedEvent,
  type TrackingFunctions,
} from '../tracking/index.ts'
import { currentCatalog } from './current-catalog.ts'
import { createJournaledTracker } from './fake-tracker.ts'
import { Journal } from './journal.ts'
import { RequestsUnderWay } from './requests-under-way.ts'
import { StagedFailures } from './staged-failures.ts'
import { currentAiUsageEvents } from './use-ai-usage-events.ts'
import { currentCounterStore } from './use-counter-store.ts'

/** The kinds of records of a test, by the names of the lists in a block that hold them. */
export interface Recorded {
  readonly events: TrackedEvent
  readonly usageRecords: AiUsageRecord
  readonly refusals: RefusedCall
}

/** The house that a run lives in. */
interface Surroundings {
  /** Gives a record to the block that it belongs to; returns false where there is none. */
  record<Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]): boolean
  /** Tells the block that runs of a call that tracks nothing by design. */
  noteSilence(silent: SilentCall): void
  /** Returns the run of the test whose code runs: a tracker may be made for all tests of a file. */
  current(): TestRun
}

/** The code that a run is about: a test, a hook of a suite, or what belongs to neither. */
export type RunKind = 'test' | 'hook' | 'outside'

/**
 * All that one running test works with: journal, counters, tracker, table of AI usage events, page,
 * open assertions. Each test has its own, each attempt of it anew; so has each hook of a suite.
 */
export class TestRun {
  readonly journal: Journal
  readonly counters: InMemoryCounterStore = new InMemoryCounterStore()
  readonly aiUsageEvents: AiUsageEventStore
  readonly api: TrackingFunctions
  readonly kind: RunKind
  /** The name of the test. */
  readonly name: string
  /** The names of the events that belong to none of its blocks, in their order. */
  readonly besideBlocks: string[] = []
  /** What has to be settled before the test ends. */
  readonly openAssertions: Set<OpenAssertion> = new Set()
  /** What its code sends to collectors, and what is not recorded yet. */
  readonly underWay: RequestsUnderWay = new RequestsUnderWay()
  /** Failures of assertions that nobody handled. */
  readonly unhandled: unknown[] = []
  /** True when the test has failed for an assertion that nobody awaited. */
  notAwaited = false
  failed = false
  ended = false
  /** The last id of asynchronous work that this test can have started. */
  lastAsyncId = 0
  /** The tracking calls that the test has told to fail. */
  readonly stagedFailures: StagedFailures = new StagedFailures()
  page: PageContext = {}
  instance: InstanceContext = {}
  /** True while `useMockInternalEventsTracking` checks what the front end tracks. */
  mocksFrontend = false
  #tracker: Tracker | undefined
  readonly #parts = new Map<string, ResettablePart>()

  readonly #surroundings: Surroundings

  constructor(kind: RunKind, name: string, surroundings: Surroundings) {
    this.kind = kind
    this.name = name
    this.#surroundings = surroundings
    this.journal = new Journal((event) => {
      if (!surroundings.record('events', event)) this.besideBlocks.push(event.name)
    })
    this.aiUsageEvents = new AiUsageEventStore({
      registry: currentAiUsageEvents,
      onRecord: (usage) => void surroundings.record('usageRecords', usage),
    })
    this.api = createApi(this)
  }

  /** Tells the block of a call that did not track. */
  refuse(refused: RefusedCall): void {
    this.#surroundings.record('refusals', refused)
  }

  /** Tells the block of a call that tracks nothing by design. */
  noteSilence(silent: SilentCall): void {
    this.#surroundings.noteSilence(silent)
  }

  /** True where the front end may track only what definitions declare, built-in properties too. */
  get strictFrontend(): boolean {
    return this.mocksFrontend || currentCatalog().strictFrontend
  }

  /** The store that replaces the one in memory, which stays empty then. */
  get store(): CounterStore | undefined {
    return currentCounterStore()
  }

  /** The tracker to hand out. A reset replaces it, so that no setting leaks into the next test. */
  get tracker(): Tracker {
    this.#tracker ??= createJournaledTracker(this.journal, () => this.#surroundings.current())
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
    this.besideBlocks.length = 0
    this.counters.reset()
    this.aiUsageEvents.reset()
    this.stagedFailures.reset()
    this.page = {}
    this.instance = {}
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
    get strictFrontend() {
      return testRun.strictFrontend
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
    get context() {
      return testRun.instance
    },
    now: () => Date.now(),
    warn: (message) => console.warn(message),
    beforeTracking(name) {
      const failure = testRun.stagedFailures.take(name)
      if (!failure) return
      testRun.refuse({ ...failure, staged: true })
      throw failure.error
    },
    onRefusal: (refused) => testRun.refuse(refused),
    onSilence: (silent) => testRun.noteSilence(silent),
  })
}

interface ResettablePart {
  reset(): void
}

/** Something that has to be settled before its test ends. */
export interface OpenAssertion {
  /**
   * Resolves when it holds, and throws where it does not. `failed`: the test has failed already, so
   * that the lack of a verdict is no news.
   */
  settle(failed: boolean): Promise<void>
}
