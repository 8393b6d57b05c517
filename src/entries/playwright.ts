/**
 * Playwright Test: `test` with the fixture `internalEvents`, whose collector takes what the pages of
 * a test send, and `expect` with the matchers for it.
 *
 * @module internal-events-testing/playwright
 */
import {
  expect as baseExpect,
  test as baseTest,
  type Expect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test'
import {
  createFixtures,
  createJourney,
  createPageMatchers,
  type InternalEventsFixtures,
  type InternalEventsWorkerFixtures,
  type PageMatchers,
  type RunJourney,
} from '../playwright/index.ts'

export {
  type Answer,
  type Answerer,
  BadRowsError,
  type CollectedRequest,
  type Collector,
  CollectorError,
  type Delivery,
  type InProcessOptions,
  type SettledOptions,
} from '../collector/index.ts'
export type {
  ExpectedTriggers,
  InternalEventsFixture,
  InternalEventsFixtures,
  InternalEventsOptions,
  InternalEventsWorkerFixtures,
  PageJourney,
  PageJourneyOptions,
  PageLayersOptions,
  PageMatchers,
  RunJourney,
} from '../playwright/index.ts'

/** Asserts on pages and on `internalEvents`: the `expect` of Playwright, with the matchers for them. */
export const expect: Expect<PageMatchers> = baseExpect.extend(
  createPageMatchers(baseExpect, () => baseTest.info().config),
)

/** Declares a test: the `test` of Playwright, with the fixture `internalEvents`. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & InternalEventsFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & InternalEventsWorkerFixtures
> = baseTest.extend<InternalEventsFixtures, InternalEventsWorkerFixtures>(createFixtures(expect))

/** Runs the steps of a user as a journey, whose events are compared with its contract. */
export const journey: RunJourney = createJourney(expect, (title, run) => baseTest.step(title, run))
