import type { Tracker } from '@snowplow/node-tracker'
import type { Catalog } from '../definitions/index.ts'
import {
  type CounterStore,
  createTracking,
  type PageContext,
  type TrackedEvent,
  type TrackingFunctions,
} from '../tracking/index.ts'
import { InMemoryCounterStore } from './in-memory-counter-store.ts'
import { Journal } from './journal.ts'
import { sharedState } from './shared-state.ts'
import { createFakeTracker } from './tracker.ts'

/**
 * One journal, one counter store, one tracker: what a test works with. Tests that run one after
 * another share one and reset it; each concurrent test has its own.
 */
export class TestEnvironment {
  readonly journal: Journal
  readonly counters: InMemoryCounterStore = new InMemoryCounterStore()
  readonly api: TrackingFunctions
  /** Assertions whose verdict nobody has asked for yet. */
  readonly openAssertions: Set<OpenAssertion> = new Set()
  /** Whether the test of this environment still runs. */
  active = true
  page: PageContext = {}
  #tracker: Tracker | undefined
  readonly #parts = new Map<string, ResettablePart>()

  constructor(catalog: () => Catalog, onRecord: (event: TrackedEvent) => void) {
    this.journal = new Journal(onRecord)
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
