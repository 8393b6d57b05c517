import type { BrowserContext } from '@playwright/test'
import {
  type PageListener,
  type ReadElements,
  readElements,
  type UsageDataRequest,
} from '../collector/doors/playwright/index.ts'
import {
  type Collector,
  collector,
  logOf,
  type Sending,
  type SettledOptions,
} from '../collector/index.ts'
import type { CounterSnapshot } from '../counters/index.ts'
import { BlockRun, currentRun, type SentData, type TestRun } from '../fakes/index.ts'
import type { PageConsent } from '../matchers/privacy/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { type Lateness, latenessOf, trackedAt } from './lateness.ts'
import { type ContextConsent, consentOf, readContexts } from './read-consent.ts'

/** The quiet time that tells that the pages have sent all, in milliseconds. */
const QUIET = 50

/** The longest time to wait for it, in milliseconds. */
const STRAGGLERS = 1000

/** The collector of what the pages of a test track: the fixture `internalEvents`. */
export interface InternalEventsFixture extends Collector {
  /** The URL of a collector of this test alone, for clients in other processes. */
  readonly url: string
  /** Hears the pages of a context that is not of the fixture `browser`: of a browser that the test launches, say. */
  watch(context: BrowserContext): Promise<void>
}

/** All that the assertions of one test share. */
export class PageEvents implements PageListener {
  readonly testRun: TestRun
  readonly startedAt: number
  /** The function to run before an assertion judges. */
  readonly during: (() => Promise<void>) | undefined
  readonly #block: BlockRun
  readonly #listeners: Set<() => void>
  /** The counters when it began. */
  readonly #before: CounterSnapshot
  readonly contexts: Iterable<BrowserContext>
  readonly #usageData: UsageDataRequest[]
  #latestAssertion: object | undefined
  #elements: ReadElements = { elements: [], complete: true }
  #consent: Omit<PageConsent, 'counted'> = {
    signals: [],
    traces: [],
    opened: false,
    unread: false,
  }
  /** What was in the contexts that are older than the test. */
  #earlier: ReadonlyMap<BrowserContext, ContextConsent> = new Map()

  /** Begins with a test, whose pages are in the contexts, or in the middle of one. */
  constructor(testRun: TestRun, contexts: Iterable<BrowserContext> = [], whole?: PageEvents) {
    this.testRun = testRun
    this.startedAt = whole?.startedAt ?? Date.now()
    this.#block = whole ? whole.#block : BlockRun.open(testRun)
    this.#listeners = whole ? whole.#listeners : new Set()
    this.contexts = contexts
    this.#usageData = whole ? whole.#usageData : []
    this.#before = whole ? testRun.counters.snapshot() : this.#block.before
  }

  /** The latest assertion of the test, which what comes later is about. */
  get latestAssertion(): object | undefined {
    return this.#latestAssertion
  }

  set latestAssertion(assertion: object | undefined) {
    this.#latestAssertion = assertion
  }

  /** The events so far. Those of the block would lack what a page with a fake clock tracks. */
  get events(): readonly TrackedEvent[] {
    return this.testRun.journal.events
  }

  /** True where a page has sent an event that does not tell when it was tracked. */
  get hasUndated(): boolean {
    const { requests, sendings } = logOf(this.testRun)
    return requests.some(({ events }) =>
      events.some(({ payload }) => {
        const { began } = sendings.get(payload) as Sending
        return trackedAt(payload, began, this.startedAt) === undefined
      }),
    )
  }

  /** Returns the way in which an event came after a verdict. */
  latenessOf({ payload }: TrackedEvent, judgedAt: number): Lateness {
    const sending = payload && logOf(this.testRun).sendings.get(payload)
    // An event that code of the test tracks has not been sent.
    if (!sending) return 'later'
    return latenessOf(payload, sending, { startedAt: this.startedAt, judgedAt })
  }

  /** The data that the pages have sent beside events so far, in the way of events. */
  get sent(): readonly SentData[] {
    return this.testRun.sent.filter((sent): sent is SentData => !('source' in sent))
  }

  /** The requests of pages to collectors so far. */
  get requests(): BlockRun['requests'] {
    return this.#block.requests
  }

  /** Returns the test as claims read it, with lists of events and requests to fill. */
  observe(): BlockRun {
    return Object.create(this.#block, {
      events: { value: [] },
      requests: { value: [] },
      sent: { get: () => this.sent },
      before: { value: this.#before },
      after: { value: this.#before, writable: true },
      onEvent: { value() {}, writable: true },
    })
  }

  /** Has a function called when the collector has answered a request. Returns the undo. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  notify(): void {
    for (const listener of this.#listeners) listener()
  }

  noteUsageData(request: UsageDataRequest): void {
    this.#usageData.push(request)
  }

  /** The requests that the pages have posted to the usage data API so far. */
  get usageData(): readonly UsageDataRequest[] {
    return this.#usageData
  }

  /** The elements of the pages that track, as they were when they were read. */
  get elements(): ReadElements {
    return this.#elements
  }

  /** Reads the elements of the documents that are open now. */
  async readElements(): Promise<void> {
    this.#elements = await readElements(this.contexts)
  }

  /** All that the pages know of consent, as it was when it was read. */
  get consent(): PageConsent {
    const counted = new Set(this.usageData.flatMap(({ events }) => events))
    return { ...this.#consent, counted: [...counted] }
  }

  /** Notes what trackers have left in contexts before the test. */
  async noteEarlierTraces(): Promise<void> {
    this.#earlier = await readContexts(this.contexts)
  }

  /** Reads what the documents that are open ask for, and what trackers have left. */
  async readConsent(): Promise<void> {
    this.#consent = consentOf(await readContexts(this.contexts), this.#earlier)
  }
}

/** Waits until the pages of the running test send nothing more, a second at most. */
export async function waitForStragglers(): Promise<void> {
  // A test may have told the collector never to answer.
  await collector.settled({ quiet: QUIET, timeout: STRAGGLERS }).catch(() => {})
}

const known = new WeakMap<object, PageEvents>()
const running = new WeakMap<TestRun, PageEvents>()

/** Returns what the pages of the running test track; `undefined` where none has the fixture. */
export function runningPage(): PageEvents | undefined {
  return running.get(currentRun())
}

/** Returns what stands for the fixture in an assertion on a part of its test. */
export function fixtureOf(events: PageEvents): InternalEventsFixture {
  const fixture = Object.create(collector) as InternalEventsFixture
  known.set(fixture, events)
  return fixture
}

/** Makes the fixture. */
export function createFixture(
  events: PageEvents,
  url: string,
  watch: (context: BrowserContext) => Promise<void>,
): InternalEventsFixture {
  logOf(events.testRun).collector = 'internalEvents'
  const fixture = Object.assign(Object.create(collector) as Collector, {
    url,
    watch,
    settled: (options?: SettledOptions) => collector.settled({ quiet: QUIET, ...options }),
  })
  known.set(fixture, events)
  running.set(events.testRun, events)
  return fixture
}

/** Returns what the assertions on a fixture share; `undefined` for anything else. */
export function eventsOf(fixture: unknown): PageEvents | undefined {
  return typeof fixture === 'object' && fixture !== null ? known.get(fixture) : undefined
}
