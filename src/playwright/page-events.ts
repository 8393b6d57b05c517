import type { BrowserContext } from '@playwright/test'
import {
  type Collector,
  collector,
  logOf,
  type Sending,
  type SettledOptions,
} from '../collector/index.ts'
import { BlockRun, type SentData, type TestRun } from '../fakes/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { type Lateness, latenessOf, trackedAt } from './lateness.ts'

/** The quiet time that tells that the pages have sent all, in milliseconds. */
const QUIET = 50

/** The longest time to wait for it, in milliseconds. */
const STRAGGLERS = 1000

/** What the pages of a test track: the fixture `internalEvents`. */
export interface InternalEventsFixture extends Collector {
  /** The URL of a collector of this test alone, for clients in other processes. */
  readonly url: string
  /** Hears the pages of a context that is not of the fixture `browser`: of a browser that the test launches, say. */
  watch(context: BrowserContext): Promise<void>
}

/** All that the assertions of one test share. */
export class PageEvents {
  readonly testRun: TestRun
  readonly startedAt: number = Date.now()
  /** The latest assertion of the test, which what comes later is about. */
  latestAssertion: object | undefined
  readonly #block: BlockRun
  readonly #listeners = new Set<() => void>()

  constructor(testRun: TestRun) {
    this.testRun = testRun
    this.#block = BlockRun.open(testRun)
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
    // What code of the test tracks has not been sent.
    if (!sending) return 'later'
    return latenessOf(payload, sending, { startedAt: this.startedAt, judgedAt })
  }

  /** What the pages have sent beside events so far, in the way of events. */
  get #sent(): readonly SentData[] {
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
      sent: { get: () => this.#sent },
      onEvent: { value() {}, writable: true },
    })
  }

  /** Has a function called when the collector has answered a request. Returns the undo. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly notify = (): void => {
    for (const listener of this.#listeners) listener()
  }
}

/** Waits until the pages of the running test send nothing more, a second at most. */
export async function waitForStragglers(): Promise<void> {
  // A test may have told the collector never to answer.
  await collector.settled({ quiet: QUIET, timeout: STRAGGLERS }).catch(() => {})
}

const known = new WeakMap<object, PageEvents>()

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
  return fixture
}

/** Returns what the assertions on a fixture share; `undefined` for anything else. */
export function eventsOf(fixture: unknown): PageEvents | undefined {
  return typeof fixture === 'object' && fixture !== null ? known.get(fixture) : undefined
}
