import type { Tracker } from '@snowplow/node-tracker'
import { type CounterStore, InMemoryCounterStore } from '../counters/index.ts'
import type { SnowplowPayload } from '../snowplow/index.ts'
import {
  createTracking,
  type RefusedCall,
  type SilentCall,
  type TrackingFunctions,
} from '../tracking/index.ts'
import { currentCatalog } from './current-catalog.ts'
import { Evidence } from './evidence.ts'
import { createJournaledTracker } from './fake-tracker.ts'
import { Journal } from './journal.ts'
import { registryOf } from './registry-of.ts'
import { sentOfRefused } from './sent-of-refused.ts'
import { StagedFailures } from './staged-failures.ts'
import { TestAiUsageEvents } from './test-ai-usage-events.ts'
import type { Recorded, TestRun, TestWorks } from './test-run.ts'
import { noteSite } from './tracking-site.ts'
import type { UsedAiUsageEventStore } from './used-ai-usage-event-store.ts'

/** The house that a run lives in. */
interface Surroundings {
  /** Gives a record to the block that it belongs to; returns false where there is none. */
  record<Kind extends keyof Recorded>(kind: Kind, recorded: Recorded[Kind]): boolean
  /** Notes a payload that the journal does not record. */
  noteSentPayload(testRun: TestRun, payload: SnowplowPayload): void
  /** Tells the block that runs of a call that tracks nothing by design. */
  noteSilence(silent: SilentCall): void
  /** Returns the store for the AI usage events that the running code of a test tracks. */
  usedStore(testRun: TestRun): UsedAiUsageEventStore | undefined
  /** Returns the store that the running code of a test counts in, where that is not memory. */
  counterStore(testRun: TestRun): CounterStore | undefined
  /** Returns the run of the test whose code runs: a tracker may be made for all tests of a file. */
  current(): TestRun
}

/** Makes what a run tracks with. */
export function createTestWorks(testRun: TestRun, surroundings: Surroundings): TestWorks {
  const journal = new Journal(
    (event) => {
      testRun.sent.push(event)
      noteSite(testRun, event)
      if (!surroundings.record('events', event)) testRun.besideBlocks.push(event.name)
    },
    (payload) => surroundings.noteSentPayload(testRun, payload),
  )
  const counters = new InMemoryCounterStore()
  const aiUsageEvents = new TestAiUsageEvents(
    {
      registry: () => registryOf(testRun),
      onRecord: (usage) => void surroundings.record('usageRecords', usage),
    },
    testRun,
    () => surroundings.usedStore(testRun),
  )
  const stagedFailures = new StagedFailures()
  const evidence = new Evidence()
  let tracker: Tracker | undefined
  let handedOut = false
  const trackerInUse = () => {
    tracker ??= createJournaledTracker(journal, () => surroundings.current())
    return tracker
  }
  return {
    journal,
    counters,
    aiUsageEvents,
    evidence,
    stagedFailures,
    api: createApi(testRun, surroundings, journal, trackerInUse),
    get tracker() {
      handedOut = true
      return trackerInUse()
    },
    get strictFrontend() {
      return testRun.mocksFrontend || currentCatalog().strictFrontend
    },
    refuse(refused: RefusedCall) {
      const sent = sentOfRefused(refused)
      if (sent) {
        testRun.sent.push(sent)
        noteSite(testRun, sent)
      }
      surroundings.record('refusals', refused)
    },
    noteSilence: (silent: SilentCall) => surroundings.noteSilence(silent),
    reset() {
      evidence.noteCalled(journal.events)
      journal.reset()
      counters.reset()
      aiUsageEvents.reset()
      stagedFailures.reset()
      if (handedOut) tracker = undefined
      handedOut = false
    },
  }
}

function createApi(
  testRun: TestRun,
  surroundings: Surroundings,
  journal: Journal,
  trackerInUse: () => Tracker,
): TrackingFunctions {
  return createTracking({
    get catalog() {
      return currentCatalog()
    },
    get tracker() {
      return trackerInUse()
    },
    get page() {
      return testRun.page
    },
    get strictFrontend() {
      return testRun.strictFrontend
    },
    get counters() {
      return surroundings.counterStore(testRun) ?? testRun.counters
    },
    recorder: journal,
    extraTrackers: [
      {
        // GitLab hands every event to it; most of them are not AI usage events.
        trackEvent(name, given) {
          if (registryOf(testRun).find(name)) testRun.aiUsageEvents.trackEvent(name, given)
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
