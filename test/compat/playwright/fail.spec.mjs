import { privacyCanary } from 'internal-events-testing'
import { test as base, expect } from 'internal-events-testing/playwright'

const COPY = 'click_copy_install_command'
const timeout = 300

const test = base.extend({
  click: async ({ page }, use) => {
    await page.goto('/')
    await expect(page).toHaveTitle('Shop, ready')
    await use((name) => page.getByRole('button', { name, exact: true }).click())
  },
})

test('[fail] nothing was sent', async ({ click, internalEvents }) => {
  expect(click).toBeDefined()
  await expect(internalEvents).toHaveTriggered(COPY, { times: 2, timeout })
})

test('[fail] sent elsewhere', async ({ click, internalEvents }) => {
  await click('Send elsewhere')
  await expect(internalEvents).toHaveTriggered(COPY, { timeout })
})

test('[fail] other properties', async ({ click, internalEvents }) => {
  await click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY, {
    with: { user: { id: 1 }, additionalProperties: { label: 'maven' } },
    timeout,
  })
})

test('[fail] another event', async ({ click, internalEvents }) => {
  await click('Copy')
  await expect(internalEvents).toHaveTriggered('pull_package', { atLeast: 1, timeout })
})

test('[fail] personal data', async ({ page, internalEvents }) => {
  await page.goto('/?label=ada@example.com')
  await page.getByRole('button', { name: 'Tell' }).click()
  const began = Date.now()
  await expect(internalEvents)
    .toKeepPrivate()
    .catch((error) => {
      // Data that was sent cannot become private.
      if (Date.now() - began < 4000) throw error
    })
})

test('[fail] a canary that comes out', async ({ page, internalEvents }) => {
  await page.goto(`/?label=${privacyCanary('token')}`)
  await page.getByRole('button', { name: 'Tell' }).click()
  await expect(internalEvents).toHaveTriggered(COPY)
})

test('[fail] consent', async ({ page, internalEvents }) => {
  await askForPrivacy(page)
  await page.goto('/')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => internalEvents.events.length).toBe(1)
  await page.evaluate(() => {
    // The tracker empties its queue at some time after the answer.
    localStorage.clear()
    sessionStorage.setItem('_sp_entry', '1')
  })
  await expect(internalEvents).toRespectConsent()
})

test('[fail] nobody asks', async ({ page, internalEvents }) => {
  await page.goto('/?respects=GPC')
  await expect(internalEvents).toRespectConsent()
})

test('[fail] too often', async ({ click, internalEvents }) => {
  await click('Copy')
  await click('Copy')
  await expect.poll(() => internalEvents.events.length).toBe(2)
  await expect(internalEvents).toHaveTriggered(COPY, { timeout })
})

test('[fail] negated', async ({ click, internalEvents }) => {
  await click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY)
  await expect(internalEvents).not.toHaveTriggered(COPY)
})

test('[fail] nothing, but a straggler', async ({ page, click, internalEvents }) => {
  const sent = page.waitForRequest('https://collector.test/**')
  await click('Copy later')
  await expect(internalEvents).toHaveTriggeredNothing()
  await sent
})

test('[fail] under way, with the time of a fake clock', async ({ page, click, internalEvents }) => {
  await page.clock.setFixedTime(new Date('2020-02-02'))
  await page.route('https://collector.test/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4000))
    await route.fallback()
  })
  await click('Copy')
  await expect(internalEvents).not.toHaveTriggered(COPY)
  await expect(internalEvents).toHaveTriggered(COPY)
})

test('[fail] in the buffer', async ({ page, click, internalEvents }) => {
  await page.goto('/?bufferSize=2')
  await expect(page).toHaveTitle('Shop, ready')
  await click('Copy')
  await expect(internalEvents).not.toHaveTriggered(COPY)
  await click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY, { times: 2 })
})

test('[fail] once, but one more when the page is closed', async ({ page, internalEvents }) => {
  await page.goto('/?onLeave=beacon')
  await expect(page).toHaveTitle('Shop, ready')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(internalEvents).toHaveTriggered(COPY)
})

test('[fail] bad rows', async ({ click }) => {
  await click('Send nonsense')
})

test('[fail] a route of its own', async ({ page, click, internalEvents }) => {
  await page.route('https://collector.test/**', (route) => route.fulfill({ status: 200 }))
  await click('Copy')
  await expect(internalEvents).toHaveTriggeredNothing()
})

test('[fail] without a route', async ({ context, click, internalEvents }) => {
  await context.unrouteAll()
  await click('Copy')
  await expect(internalEvents).not.toHaveTriggered('pull_package')
})

test('[fail] a misspelt name', async ({ internalEvents }) => {
  await expect(internalEvents).not.toHaveTriggered('click_copy_instal_command')
})

test('[fail] not awaited', async ({ internalEvents }) => {
  expect(internalEvents).toHaveTriggered(COPY, { timeout: 10 })
  await new Promise((resolve) => setTimeout(resolve, 200))
})

test('[fail] a soft one', async ({ internalEvents }) => {
  await expect.soft(internalEvents).toHaveTriggered(COPY, { timeout: 10 })
})

test('[fail] another subject', async ({ page }) => {
  await expect(page).toHaveTriggered(COPY)
})

test('[fail] an unknown term', async ({ internalEvents }) => {
  await expect(internalEvents).toHaveTriggered(COPY, { label: 'npm' })
})

test('[fail] an unknown field', async ({ internalEvents }) => {
  await expect(internalEvents).toHaveTriggered(COPY, { with: { label: 'npm' } })
})

test('[fail] two counts', async ({ internalEvents }) => {
  await expect(internalEvents).toHaveTriggered(COPY, { times: 2, atMost: 3 })
})

test('[fail] terms of a negation', async ({ internalEvents }) => {
  await expect(internalEvents).not.toHaveTriggered(COPY, { times: 2 })
})

test('[fail] not nothing', async ({ internalEvents }) => {
  await expect(internalEvents).not.toHaveTriggeredNothing()
})

function askForPrivacy(page) {
  return page.addInitScript(() =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
  )
}
