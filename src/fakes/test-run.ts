import type { Tracker } from '@snowplow/node-tracker'
import type {
  AiUsageEventStore,
  AiUsageRecord,
  InMemoryAiUsageEventStore,
} from '../ai-usage-events/index.ts'
import type { CounterStore, InMemoryCounterStore } from '../counters/index.ts'
import { shared } from '../foundation/index.ts'
import type { InstanceContext } from '../snowplow/index.ts'
import type {
  PageContext,
  RefusedCall,
  SilentCall,
  TrackedEvent,
  TrackingFunctions,
} from '../tracking/index.ts'
import type { Canary } from './canary.ts'
import type { Evidence } from './evidence.ts'
import { fileInUse, type InUse } from './in-use.ts'
import type { Journal } from './journal.ts'
import type { PrivacyFinding } from './privacy-finding.ts'
import { RequestsUnderWay } from './requests-under-way.ts'
import type { Sent, SentData } from './sent-data.ts'
import type { StagedFailures } from './staged-failures.ts'
import type { TestEvidence } from './test-evidence.ts'
import type { UsageOutbox } from './usage-outbox.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** The kinds of records of a test, by the names of the lists in a block that hold them. */
export interface Recorded {
  readonly events: TrackedEvent
  readonly usageRecords: AiUsageRecord
  readonly refusals: RefusedCall
  readonly sent: SentData
}

/** The code that a run is about: a test, a hook of a suite, or what belongs to neither. */
export type RunKind = 'test' | 'hook' | 'outside'

/** The parts that a test tracks with. They load most of this package: a test that tracks nothing has none. */
export interface TestWorks {
  readonly journal: Journal
  readonly counters: InMemoryCounterStore
  readonly aiUsageEvents: InMemoryAiUsageEventStore
  readonly api: TrackingFunctions
  /** The evidence of what the test has done with definitions. */
  readonly evidence: Evidence
  /** The tracking calls that the test has told to fail. */
  readonly stagedFailures: StagedFailures
  readonly tracker: Tracker
  readonly strictFrontend: boolean
  refuse(refused: RefusedCall): void
  noteSilence(silent: SilentCall): void
  reset(): void
}

/** Holds the function that makes works, from the moment on when the tracking functions are loaded. */
export function makerOfWorks(): { make: ((testRun: TestRun) => TestWorks) | undefined } {
  return shared('maker-of-works', () => ({
    make: undefined as ((testRun: TestRun) => TestWorks) | undefined,
  }))
}

/**
 * All that one running test works with: journal, counters, tracker, table of AI usage events, page,
 * open assertions. Each test has its own, each attempt of it anew; so has each hook of a suite.
 */
export class TestRun implements TestWorks {
  readonly kind: RunKind
  /** The name of the test. */
  readonly name: string
  /** The names of its suites and its own, with ` > ` between them, as reports have it. */
  readonly fullName: string
  /** The names of the events that belong to none of its blocks, in their order. */
  readonly besideBlocks: string[] = []
  /** All that its code tracked and sent; a reset in the middle of a test leaves it. */
  readonly sent: Sent[] = []
  /** The values that its code must not send; those of the run outside of tests are for the file. */
  readonly canaries: Canary[] = []
  /** True once it asks what a block sends: from then on the stack of each call that tracks is kept. */
  notesSites = false
  /** The place where the test stands in its file, as a frame, where the runner tells. */
  place: string | undefined
  /** The exceptions of the privacy settings that hid a finding, by their numbers from 0. */
  readonly usedPrivacyExceptions: Set<number> = new Set()
  /** The personal data for which the test has failed. */
  readonly privacyFindings: PrivacyFinding[] = []
  /** The assertions that have to be settled before the test ends. */
  readonly openAssertions: Set<OpenAssertion> = new Set()
  /** The requests that its code sends to collectors and that are not recorded yet. */
  readonly underWay: RequestsUnderWay = new RequestsUnderWay()
  /** The rows that it has tracked for stores of the user's own, and that wait for a flush. */
  readonly usageOutboxes: Map<AiUsageEventStore, UsageOutbox> = new Map()
  /** The names of the journeys whose contracts it has asserted. */
  readonly journeys: Set<string> = new Set()
  /** Failures of assertions that nobody handled. */
  readonly unhandled: unknown[] = []
  /** True when the test has failed for an assertion that nobody awaited. */
  notAwaited = false
  failed = false
  ended = false
  /** The last id of asynchronous work that this test can have started. */
  lastAsyncId = 0
  page: PageContext = {}
  instance: InstanceContext = {}
  /** True while `useMockInternalEventsTracking` checks what the front end tracks. */
  mocksFrontend = false
  /** The values that this test alone uses, where it has said so: a name with `undefined` is that of memory. */
  readonly inUse: InUse = {}
  #works: TestWorks | undefined
  readonly #parts = new Map<string, ResettablePart>()

  constructor(kind: RunKind, name: string, fullName: string = name) {
    this.kind = kind
    this.name = name
    this.fullName = fullName
  }

  get journal(): Journal {
    return this.#made().journal
  }

  get counters(): InMemoryCounterStore {
    return this.#made().counters
  }

  get aiUsageEvents(): InMemoryAiUsageEventStore {
    return this.#made().aiUsageEvents
  }

  get api(): TrackingFunctions {
    return this.#made().api
  }

  get evidence(): Evidence {
    return this.#made().evidence
  }

  /** Returns what the test has done with definitions; `undefined` where it has touched none. */
  readEvidence(): TestEvidence | undefined {
    const told = this.#works?.evidence.read(this.#works.journal.events)
    const { journeys, usedPrivacyExceptions: exceptions, privacyFindings } = this
    const others = journeys.size + exceptions.size + privacyFindings.length
    if (!told && others === 0) return undefined
    return {
      marks: told?.marks ?? [],
      ...(journeys.size > 0 && { journeys: [...journeys] }),
      ...(exceptions.size > 0 && { privacyExceptions: [...exceptions] }),
      ...(privacyFindings.length > 0 && { privacyFindings }),
    }
  }

  get stagedFailures(): StagedFailures {
    return this.#made().stagedFailures
  }

  /** True where the front end may track only what definitions declare, built-in properties too. */
  get strictFrontend(): boolean {
    return this.#made().strictFrontend
  }

  /** The tracker to hand out. A reset replaces it, so that no setting leaks into the next test. */
  get tracker(): Tracker {
    return this.#made().tracker
  }

  /** The store that replaces the one in memory, which stays empty then. */
  get store(): CounterStore | undefined {
    return this.used('useCounterStore')
  }

  /** The store that AI usage events are kept in, where that is not memory. */
  get usedStore(): UsedAiUsageEventStore | undefined {
    return this.used('useAiUsageEventStore')
  }

  /** Returns what the test uses by that name: what is its own, or that of its file. */
  used<Name extends keyof InUse>(name: Name): InUse[Name] {
    return (Object.hasOwn(this.inUse, name) ? this.inUse : fileInUse())[name]
  }

  /** Tells the block of a call that did not track. */
  refuse(refused: RefusedCall): void {
    this.#made().refuse(refused)
  }

  /** Tells the block of a call that tracks nothing by design. */
  noteSilence(silent: SilentCall): void {
    this.#made().noteSilence(silent)
  }

  /** Notes that the test has asserted the contract of a journey. */
  noteJourney(name: string): void {
    this.journeys.add(name)
  }

  /** Returns the part that an adapter adds to the run; it is reset with the rest. */
  part<Part extends ResettablePart>(name: string, create: () => Part): Part {
    const part = (this.#parts.get(name) as Part | undefined) ?? create()
    this.#parts.set(name, part)
    return part
  }

  reset(): void {
    for (const part of this.#parts.values()) part.reset()
    this.#works?.reset()
    this.besideBlocks.length = 0
    if (this.kind === 'outside') {
      this.sent.length = 0
      this.canaries.length = 0
    }
    this.page = {}
    this.instance = {}
  }

  #made(): TestWorks {
    this.#works ??= (makerOfWorks().make as (testRun: TestRun) => TestWorks)(this)
    return this.#works
  }
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
