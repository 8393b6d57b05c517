import type {
  Expect,
  Fixtures,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestInfo,
} from '@playwright/test'
import { openPageCollector, type PageCollector } from '../collector/doors/playwright/index.ts'
import type { InProcessOptions } from '../collector/index.ts'
import { beginFile, beginTest, runForTest, settleTest } from '../fakes/index.ts'
import { startTimer } from '../foundation/index.ts'
import { countDerivedPromises } from '../runners/index.ts'
import { createFixture, type InternalEventsFixture, PageEvents } from './page-events.ts'

/** What each test has. */
export interface InternalEventsFixtures {
  /** What the pages of the test track. */
  internalEvents: InternalEventsFixture
}

/** What `use` of `playwright.config.ts` may set. */
export interface InternalEventsOptions {
  /** The options of the collector, such as its `url` and `schemas`. */
  internalEventsOptions: InProcessOptions
}

/** What all tests of a worker share. */
export interface InternalEventsWorkerFixtures extends InternalEventsOptions {
  /** Their collector, which `internalEvents` opens for a test. */
  internalEventsCollector: object
}

type AllFixtures = Fixtures<
  InternalEventsFixtures,
  InternalEventsWorkerFixtures,
  PlaywrightTestArgs & PlaywrightTestOptions,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>

/** The longest time to wait for what pages still send when a test ends, in milliseconds. */
const STRAGGLERS = 1000

/** The time to wait for what they have sent while they were closed, in milliseconds. */
const LEAVING = 50

/** Makes the fixtures, for assertions by the given `expect`. */
export function createFixtures(expect: Expect): AllFixtures {
  let file: string | undefined
  return {
    internalEventsOptions: [{}, { scope: 'worker', option: true }],

    internalEventsCollector: [
      async ({ internalEventsOptions }, use) => {
        const end = beginFile({
          derivedPromises: countDerivedPromises(expect),
          path: () => file,
          emitter: process,
        })
        const pageCollector = await openPageCollector(internalEventsOptions)
        await use(pageCollector)
        await pageCollector.close()
        await end()
      },
      { scope: 'worker' },
    ],

    // Ends after the pages, which may send more when they are closed.
    internalEvents: [
      async ({ internalEventsCollector }, use, testInfo) => {
        file = testInfo.file
        const testRun = beginTest(testInfo.title)
        const events = new PageEvents(testRun)
        const pageCollector = internalEventsCollector as PageCollector
        const testCollector = pageCollector.open(testRun, events.notify)
        const fixture = createFixture(events, testCollector)
        await use(fixture)
        await runForTest(testRun, async () => {
          if (testCollector.watches) await new Promise((resolve) => startTimer(resolve, LEAVING))
          testCollector.close()
          await settleTest(testRun, hasFailed(testInfo))
        })
      },
      { auto: true },
    ],

    context: async ({ internalEvents, context }, use) => {
      await internalEvents.watch(context)
      await use(context)
      // It may have told the collector never to answer.
      await internalEvents.settled({ timeout: STRAGGLERS }).catch(() => {})
      // What a page sends while its context is being closed would be lost.
      await Promise.all(context.pages().map((page) => page.close()))
    },
  }
}

function hasFailed({ errors, status }: TestInfo): boolean {
  return errors.length > 0 || status === 'timedOut' || status === 'interrupted'
}
