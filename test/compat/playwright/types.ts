import { test as base, mergeExpects, mergeTests } from '@playwright/test'
import {
  type InternalEventsFixture,
  type InternalEventsOptions,
  journey,
  expect as ourExpect,
  test as ourTest,
} from 'internal-events-testing/playwright'

const other = base.extend<{ user: { id: number } }>({
  user: async ({ page: _ }, use) => use({ id: 1 }),
})
const test = mergeTests(other, ourTest)
const expect = mergeExpects(ourExpect)
const options: InternalEventsOptions = { internalEventsOptions: { url: 'https://collector.test' } }
ourTest.use(options)

const extended = ourTest.extend<{ copied: () => Promise<void> }>({
  copied: async ({ internalEvents }, use) =>
    use(() => ourExpect(internalEvents).toHaveTriggered('click_copy_install_command')),
})

export function check(): void {
  test('types', async ({ user, internalEvents, browser }) => {
    const fixture: InternalEventsFixture = internalEvents
    await fixture.watch(await browser.newContext())
    const verdict: Promise<void> = expect(internalEvents).toHaveTriggered('pull_package', {
      with: { user, additionalProperties: expect.objectContaining({ label: expect.any(String) }) },
      times: 2,
      timeout: 100,
    })
    await verdict
    await expect(internalEvents).not.toHaveTriggered('pull_package')
    await expect.soft(internalEvents).toHaveTriggeredNothing()
    await expect.configure({ timeout: 100 })(internalEvents).toHaveTriggeredNothing()
    await expect(internalEvents).toHaveTriggered(['pull_package', 'push_package'], { times: 2 })
    await expect(internalEvents).toMatchTrackingJourney('install', { variant: 'control' })
    await expect(internalEvents).toReachEveryLayer(['pull_package'], { timeout: 100 })
    await expect(internalEvents).toRespectConsent({ withdrawn: true, counting: false })
    // @ts-expect-error a misspelt option
    await expect(internalEvents).toRespectConsent({ withdraw: true })
    const done: Promise<void> = journey(
      'install',
      async (running) => {
        const way: string = await running.trace('pull_package')
        return way
      },
      { variant: 'control', timeout: 100 },
    )
    await done
    // @ts-expect-error it takes a timeout alone
    await expect(internalEvents).toReachEveryLayer('pull_package', { times: 2 })
    // @ts-expect-error a misspelt option
    await journey('install', () => {}, { variants: 'control' })
    // @ts-expect-error several names are a list
    await expect(internalEvents).toHaveTriggered('pull_package', 'push_package')
    // @ts-expect-error it is about all events
    await expect(internalEvents).toHaveTriggeredNothing('pull_package')
    // @ts-expect-error a name is needed
    await expect(internalEvents).toHaveTriggered()
    // @ts-expect-error fields go under `with`
    await expect(internalEvents).toHaveTriggered('pull_package', { label: 'npm' })
    // @ts-expect-error only the fixture is a subject
    await expect(user).toHaveTriggered('pull_package')
  })
  extended('more fixtures', async ({ copied }) => copied())
}
