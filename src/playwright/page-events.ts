import type { BrowserContext } from '@playwright/test'
import { type Collector, collector, logOf, type SettledOptions } from '../collector/index.ts'
import { BlockRun, type TestRun } from '../fakes/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'

/** The quiet time that tells that the pages have sent all, in milliseconds. */
const QUIET = 50

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

  /** Returns the test as claims read it, with a list of events to fill. */
  observe(): BlockRun {
    return Object.create(this.#block, {
      events: { value: [] },
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
