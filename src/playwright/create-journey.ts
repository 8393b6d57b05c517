import { AsyncLocalStorage } from 'node:async_hooks'
import type { Expect } from '@playwright/test'
import { callText, matcherError } from '../assertions/index.ts'
import { printLayers } from '../fakes/index.ts'
import { fixtureOf, type PageEvents, runningPage, waitForStragglers } from './page-events.ts'
import { pageLayers } from './page-layers.ts'
import type { PageJourneyOptions, PageMatchers } from './page-matchers.ts'
import { PageStretch } from './page-stretch.ts'

/** A running journey of pages, which can be asked for the way of its events. */
export interface PageJourney {
  /**
   * Returns the way of an event, or of each that came so far, through all layers that can be seen from
   * outside of the pages.
   */
  trace(event?: string): Promise<string>
}

/**
 * Runs a function as the journey of this name, and asserts at its end that what the pages have sent
 * meanwhile is as the contract says. Use it in a test, and await it. Its last argument takes the options
 * of `toMatchTrackingJourney`.
 *
 * @throws {MatcherError} `INVALID_SUBJECT` where no test with the fixture `internalEvents` is running.
 *
 * @example
 * ```ts
 * import { journey, test } from 'internal-events-testing/playwright'
 *
 * test('a package is installed', async ({ page }) => {
 *   await page.goto('/packages')
 *   await journey('install_package', async () => {
 *     await page.getByRole('button', { name: 'Copy' }).click()
 *   })
 * })
 * ```
 */
export type RunJourney = (
  name: string,
  run: (journey: PageJourney) => unknown,
  options?: PageJourneyOptions,
) => Promise<void>

/** Makes the function for assertions by the given `expect`; `step` shows the journey in reports. */
export function createJourney(
  expect: Expect<PageMatchers>,
  step: (title: string, run: () => unknown) => unknown,
): RunJourney {
  return (name, run, options) => {
    const page = runningPage()
    if (!page) {
      throw matcherError(
        'INVALID_SUBJECT',
        callText('journey', [name]),
        'no test that has the fixture internalEvents is running',
        'Call it in a test, whose test comes from internal-events-testing/playwright.',
      )
    }
    // The steps of the function are not those of the assertion, which starts it.
    const beside = AsyncLocalStorage.snapshot()
    const title = `journey ${JSON.stringify(name)}`
    const stretch: PageStretch = new PageStretch(page, () =>
      beside(step, title, () => run({ trace: (event) => trace(stretch, event) })),
    )
    return expect(fixtureOf(stretch)).toMatchTrackingJourney(name, ...(options ? [options] : []))
  }
}

async function trace(page: PageEvents, event: string | undefined): Promise<string> {
  await waitForStragglers()
  await page.readElements()
  const block = page.observe()
  block.events.push(...page.events)
  const called = [
    ...page.events.map(({ name }) => name),
    ...page.usageData.flatMap(({ events }) => events),
  ]
  const names = event === undefined ? [...new Set(called)] : [event]
  return names.map((name) => printLayers(name, pageLayers(page, block, name))).join('\n')
}
