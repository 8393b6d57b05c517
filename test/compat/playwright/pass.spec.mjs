import { test as base, expect as baseExpect, mergeExpects, mergeTests } from '@playwright/test'
import { expect as ourExpect, test as ourTest } from 'internal-events-testing/playwright'

const test = mergeTests(base.extend({ shop: ({ page }, use) => use(new Shop(page)) }), ourTest)
const expect = mergeExpects(
  baseExpect.extend({ toBeEven: (value) => ({ pass: value % 2 === 0, message: () => '' }) }),
  ourExpect,
)
const COPY = 'click_copy_install_command'

class Shop {
  constructor(page) {
    this.page = page
  }

  async open(query = '') {
    await this.page.goto(`/${query}`)
    await expect(this.page).toHaveTitle('Shop, ready')
  }

  click(name) {
    return this.page.getByRole('button', { name, exact: true }).click()
  }
}

const trackers = [
  '?version=4&eventMethod=post',
  '?version=4&eventMethod=get',
  '?version=3&eventMethod=post',
  '?version=3&eventMethod=get',
  '?version=3&eventMethod=beacon',
]
for (const query of trackers) {
  test(`[pass] what a tracker sends: ${query}`, async ({ shop, internalEvents }) => {
    await shop.open(query)
    await shop.click('Copy')
    await expect(internalEvents).toHaveTriggered(COPY, {
      with: { user: { id: 1 }, category: 'page', additionalProperties: { label: 'npm' } },
    })
    // One behind the other: once so far, then twice.
    await shop.click('Copy')
    await expect(internalEvents).toHaveTriggered(COPY, {
      with: {
        user: { id: expect.any(Number) },
        additionalProperties: expect.objectContaining({ label: expect.stringMatching(/^np/) }),
      },
      times: 2,
    })
    await expect(internalEvents).not.toHaveTriggered('pull_package')
    await expect(internalEvents).toHaveTriggered('pull_package', { times: 0 })
    expect(internalEvents.requests.map(({ status }) => status)).toEqual([200, 200])
    expect(internalEvents.events.length).toBeEven()
  })
}

test('[pass] a batch of three events', async ({ shop, internalEvents }) => {
  await shop.open('?bufferSize=3')
  for (const _ of [1, 2, 3]) await shop.click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY, { atLeast: 2, atMost: 3 })
  expect(internalEvents.requests).toHaveLength(1)
})

test('[pass] an event that comes later', async ({ shop, internalEvents }) => {
  await shop.open()
  await expect(internalEvents).toHaveTriggeredNothing()
  await shop.click('Copy later')
  await expect(internalEvents).toHaveTriggered(COPY)
})

for (const [onLeave, user] of [
  ['beacon', null],
  ['keepalive', { id: 1 }],
  ['pixel', null],
  ['pixel by fetch', null],
  ['a request made before', null],
]) {
  test(`[pass] what a page sends while it is left: ${onLeave}`, async ({
    page,
    shop,
    internalEvents,
  }) => {
    await shop.open(`?onLeave=${onLeave}`)
    await page.getByRole('link').click()
    await expect(page).toHaveTitle('Left')
    await expect(internalEvents).toHaveTriggered(COPY, {
      with: { user, category: 'page', additionalProperties: { label: 'left' } },
    })
  })
}

test('[pass] a page whose clock is a fake one', async ({ page, shop, internalEvents }) => {
  await page.clock.setFixedTime(new Date('2020-02-02'))
  await shop.open()
  await expect(internalEvents).toHaveTriggeredNothing()
  await shop.click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY)
  await shop.click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY, { times: 2 })
})

test('[pass] a context of its own', async ({ browser, baseURL, internalEvents }) => {
  const context = await browser.newContext({ baseURL })
  const shop = new Shop(await context.newPage())
  await shop.open()
  await shop.click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY)
  await context.close()
})

test('[pass] a browser of its own', async ({
  playwright,
  launchOptions,
  baseURL,
  internalEvents,
}) => {
  const browser = await playwright.chromium.launch(launchOptions)
  const context = await browser.newContext({ baseURL })
  await internalEvents.watch(context)
  const shop = new Shop(await context.newPage())
  await shop.open()
  await shop.click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY)
  await browser.close()
})

test.describe('a page of several tests', () => {
  test.describe.configure({ mode: 'serial' })
  let shared
  test.beforeAll(async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL })
    shared = new Shop(await context.newPage())
    await shared.open()
  })
  test.afterAll(() => shared.page.close())

  for (const which of ['the first', 'the second']) {
    test(`[pass] belongs to ${which}`, async ({ internalEvents }) => {
      await shared.click('Copy')
      await expect(internalEvents).toHaveTriggered(COPY)
    })
  }
})

const ofWorker = test.extend({
  loggedIn: [
    async ({ browser }, use) => {
      const context = await browser.newContext()
      await use(new Shop(await context.newPage()))
      await context.close()
    },
    { scope: 'worker' },
  ],
})
ofWorker.describe('a page that the first test of a worker makes', () => {
  ofWorker.describe.configure({ mode: 'serial' })

  for (const which of ['the first', 'the second']) {
    ofWorker(`[pass] belongs to ${which}, too`, async ({ loggedIn, baseURL, internalEvents }) => {
      await loggedIn.page.goto(baseURL)
      await loggedIn.click('Copy')
      await expect(internalEvents).toHaveTriggered(COPY)
    })
  }
})

test('[pass] a client in another process', async ({ request, internalEvents }) => {
  await request.get(`${internalEvents.url}/i?e=se&p=srv&tv=own-1.0&se_ca=CLI&se_ac=pull_package`)
  await expect(internalEvents).toHaveTriggered('pull_package', { with: { category: 'CLI' } })
})

test('[pass] a collector that is down', async ({ shop, internalEvents }) => {
  internalEvents.respondWith(503, { times: 1 })
  await shop.open()
  await shop.click('Copy')
  await shop.click('Copy')
  await expect(internalEvents).toHaveTriggered(COPY, { times: 2 })
  expect(internalEvents.requests[0].status).toBe(503)
})

test('[pass] bad rows that are expected', async ({ shop, internalEvents }) => {
  internalEvents.expectBadRows()
  await shop.open()
  await shop.click('Send nonsense')
  await expect.poll(() => internalEvents.badRows.length).toBe(1)
})

test('[pass] the timeout of expect', async ({ internalEvents }) => {
  const start = Date.now()
  const assertion = expect.configure({ timeout: 200 })(internalEvents).toHaveTriggered(COPY)
  await expect(assertion).rejects.toThrow('the page triggered no internal events')
  expect(Date.now() - start).toBeLessThan(3000)
})

test.describe('a retry', () => {
  test.describe.configure({ retries: 1 })

  test('[pass] begins anew', async ({ shop, internalEvents }, { retry }) => {
    await shop.open()
    await shop.click('Copy')
    await expect(internalEvents).toHaveTriggered(COPY)
    expect(retry).toBe(1)
  })
})

test('[pass] consent is respected', async ({ page, internalEvents }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
  )
  await page.goto('/?respects=GPC')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(internalEvents).toRespectConsent()
  await expect(internalEvents).toRespectConsent({ withdrawn: true, counting: true })
})
