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
import {
  beginFile,
  beginTest,
  EVIDENCE_KEY,
  runForTest,
  settleTest,
  type TestRun,
} from '../fakes/index.ts'
import { judgeSent } from '../privacy/index.ts'
import type { ToldByFixture } from '../reporters/index.ts'
import { countDerivedPromises } from '../runners/index.ts'
import {
  createFixture,
  type InternalEventsFixture,
  PageEvents,
  waitForStragglers,
} from './page-events.ts'

/** The fixtures that each test has. */
export interface InternalEventsFixtures {
  /** The collector of what the pages of the test track. */
  internalEvents: InternalEventsFixture
}

/** The options that `use` of `playwright.config.ts` may set. */
export interface InternalEventsOptions {
  /** The options of the collector, such as its `url` and `schemas`. */
  internalEventsOptions: InProcessOptions
}

/** The fixtures that all tests of a worker share. */
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

/** Makes the fixtures, for assertions by the given `expect`. */
export function createFixtures(expect: Expect): AllFixtures {
  let file: string | undefined
  return {
    internalEventsOptions: [{}, { scope: 'worker', option: true }],

    internalEventsCollector: [
      async ({ internalEventsOptions }, use) => {
        const end = beginFile({
          judgeSent,
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

    // Contexts that the test makes itself are heard, too.
    browser: [
      async ({ browser, internalEventsCollector }, use) => {
        const { newContext } = browser
        browser.newContext = async (...args) => {
          const context = await newContext.apply(browser, args)
          await (internalEventsCollector as PageCollector).watch(context)
          return context
        }
        await use(browser)
        browser.newContext = newContext
      },
      { scope: 'worker' },
    ],

    // Ends after the pages, which may send more when they are closed.
    internalEvents: [
      async ({ internalEventsCollector }, use, testInfo) => {
        file = testInfo.file
        const pageCollector = internalEventsCollector as PageCollector
        const testRun = beginTest(testInfo.title, testInfo.titlePath.slice(1).join(' > '))
        testRun.place = `    at ${testInfo.file}:${testInfo.line}:${testInfo.column}`
        const events = new PageEvents(testRun, pageCollector.contexts)
        await events.noteEarlierTraces()
        const { url, close } = pageCollector.open(testRun, events)
        const fixture = createFixture(events, url, (context) => pageCollector.watch(context))
        await use(fixture)
        await runForTest(testRun, async () => {
          if (pageCollector.watches) await waitForStragglers()
          close()
          try {
            await settleTest(testRun, hasFailed(testInfo))
          } finally {
            tellReporter(testRun, testInfo)
          }
        })
      },
      { auto: true },
    ],

    context: async ({ internalEvents, context }, use) => {
      // One that Playwright uses again was not made for this test.
      await internalEvents.watch(context)
      await use(context)
      await waitForStragglers()
      // Requests that a page sends while its context is being closed would be lost.
      await Promise.all(context.pages().map((page) => page.close()))
      // On a busy machine the last beacons of a page outlive it by more than the wait at the end.
      await waitForStragglers()
    },
  }
}

/** Attaches what a test did with definitions; reports hide attachments whose names begin so. */
function tellReporter(testRun: TestRun, { attachments, config: { shard } }: TestInfo): void {
  const evidence = testRun.readEvidence()
  // A merge finds the shards that lack by what there is of the others.
  if (!evidence && !shard) return
  const body = JSON.stringify({ evidence, shard } satisfies ToldByFixture)
  attachments.push({
    name: `_${EVIDENCE_KEY}`,
    body: Buffer.from(body),
    contentType: 'application/json',
  })
}

function hasFailed({ errors, status }: TestInfo): boolean {
  return errors.length > 0 || status === 'timedOut' || status === 'interrupted'
}
