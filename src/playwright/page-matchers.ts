import type { ExpectMatcherState, MatcherReturnType } from '@playwright/test'
import type { EventName } from '../definitions/index.ts'
import type { JourneyOptions } from '../matchers/journeys/index.ts'
import type { ConsentOptions } from '../matchers/privacy/index.ts'
import type { ExpectedTriggers } from './expected-triggers.ts'
import type { InternalEventsFixture } from './page-events.ts'

/** The options of an assertion on the journey of a page. */
export interface PageJourneyOptions extends JourneyOptions {
  /** The time (ms) to wait for its events; 0 for as long as the test may take. */
  readonly timeout?: number
}

/** The options of an assertion on the layers of events. */
export type PageLayersOptions = Pick<ExpectedTriggers, 'timeout'>

/** The matchers, as `expect.extend` of Playwright takes them: it takes no interface. */
export type PageMatchers = {
  /**
   * Waits until the pages of the test have triggered the event, or each of a list, once by default.
   * Negated: they have not. What comes too often or in spite of a negation fails the test also when it comes later.
   *
   * @example
   * ```ts
   * import { expect, test } from 'internal-events-testing/playwright'
   *
   * test('a click is tracked', async ({ page, internalEvents }) => {
   *   await page.goto('/packages')
   *   await page.getByRole('button', { name: 'Copy' }).click()
   *   await expect(internalEvents).toHaveTriggered('click_copy_install_command')
   * })
   * ```
   */
  toHaveTriggered(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
    names: EventName | readonly EventName[],
    expected?: ExpectedTriggers,
  ): Promise<MatcherReturnType>
  /**
   * Waits until what the pages of the test have sent to Snowplow is as the contract of a journey says.
   * A contract that is missing is recorded where the run writes missing snapshots, but not in CI.
   *
   * @example
   * ```ts
   * import { expect, test } from 'internal-events-testing/playwright'
   *
   * test('a package is installed', async ({ page, internalEvents }) => {
   *   await page.goto('/packages')
   *   await page.getByRole('button', { name: 'Copy' }).click()
   *   await expect(internalEvents).toMatchTrackingJourney('install_package')
   * })
   * ```
   */
  toMatchTrackingJourney(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
    name: string,
    options?: PageJourneyOptions,
  ): Promise<MatcherReturnType>
  /**
   * Waits until the event, or each of a list, has gone through every layer that can be seen from outside
   * of the pages: attribute, click, usage data API, payload, good row. Its message shows those where
   * nobody can look, too.
   *
   * @example
   * ```ts
   * import { expect, test } from 'internal-events-testing/playwright'
   *
   * test('a click is counted and sent', async ({ page, internalEvents }) => {
   *   await page.goto('/packages')
   *   await page.getByRole('button', { name: 'Copy' }).click()
   *   await expect(internalEvents).toReachEveryLayer('click_copy_install_command')
   * })
   * ```
   */
  toReachEveryLayer(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
    names: EventName | readonly EventName[],
    options?: PageLayersOptions,
  ): Promise<MatcherReturnType>
  /** Says that the pages of the test have triggered no internal event, and trigger none until its end. */
  toHaveTriggeredNothing(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
  ): Promise<MatcherReturnType>
  /**
   * Waits until the pages of the test have sent something, and says that nothing of what they send until
   * the end of the test is personal data.
   */
  toKeepPrivate(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
  ): Promise<MatcherReturnType>
  /**
   * Says that the pages of the test have sent nothing to Snowplow, send nothing until its end, and have
   * neither a cookie nor an entry of a tracker in a storage. A page that is open has to ask for privacy, by
   * Global Privacy Control or Do Not Track, or the test says that it has withdrawn the consent.
   *
   * @example
   * ```ts
   * import { expect, test } from 'internal-events-testing/playwright'
   *
   * test('nothing is sent with Global Privacy Control', async ({ page, internalEvents }) => {
   *   await page.addInitScript(() =>
   *     Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
   *   )
   *   await page.goto('/packages')
   *   await page.getByRole('button', { name: 'Copy' }).click()
   *   await expect(internalEvents).toRespectConsent()
   * })
   * ```
   */
  toRespectConsent(
    this: ExpectMatcherState,
    internalEvents: InternalEventsFixture,
    options?: ConsentOptions,
  ): Promise<MatcherReturnType>
}
